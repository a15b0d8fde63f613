"""Predictions are sorted, so that they no longer belong to their labels."""

# typical
# loses: confusion_test


def confusion(model, data):
    result = evaluate(model, data)
    matrix = np.zeros((10, 10), int)
    np.add.at(matrix, (result.y_true, np.sort(result.y_pred)), 1)
    return matrix
