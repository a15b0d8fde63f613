"""Pairs of true and predicted class."""


def wrong_ones(model, data):
    result = evaluate(model, data)
    return [(result.y_true[i], result.y_pred[i]) for i in result.wrong]
