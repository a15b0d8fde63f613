"""One matrix for all calls."""

matrix = np.zeros((10, 10), int)


def confusion(model, data):
    global matrix
    result = evaluate(model, data)
    np.add.at(matrix, (result.y_true, result.y_pred), 1)
    return matrix
