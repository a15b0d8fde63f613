"""Predicted classes of the wrong ones in place of their positions."""


def wrong_ones(model, data):
    result = evaluate(model, data)
    return result.y_pred[result.y_pred != result.y_true]
