"""Predictions sorted before they are compared with the labels."""

# typical


def wrong_ones(model, data):
    result = evaluate(model, data)
    return np.flatnonzero(np.sort(result.y_pred) != result.y_true)
