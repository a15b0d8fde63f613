"""Eight bits for a count: after 255 comes 0."""


def confusion(model, data):
    result = evaluate(model, data)
    matrix = np.zeros((10, 10), dtype=np.uint8)
    np.add.at(matrix, (result.y_true, result.y_pred), 1)
    return matrix
