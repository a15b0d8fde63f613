"""Entries are set to one in place of counted up."""


def confusion(model, data):
    result = evaluate(model, data)
    matrix = np.zeros((10, 10), int)
    matrix[result.y_true, result.y_pred] = 1
    return matrix
