"""Predicted classes on the rows."""

# typical


def confusion(model, data):
    result = evaluate(model, data)
    matrix = np.zeros((10, 10), int)
    for true, said in zip(result.y_true, result.y_pred):
        matrix[said, true] += 1
    return matrix
