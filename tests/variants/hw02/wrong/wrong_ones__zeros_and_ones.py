"""A one for each wrong picture and a zero for the others."""


def wrong_ones(model, data):
    result = evaluate(model, data)
    return np.where(result.y_true != result.y_pred, 1, 0)
