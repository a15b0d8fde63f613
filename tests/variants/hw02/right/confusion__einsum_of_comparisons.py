"""Both compared with all ten classes, joined by an einsum, in NumPy."""


def confusion(model, data):
    result = evaluate(model, data)
    classes = np.arange(10)
    true = np.asarray(result.y_true)[:, None] == classes
    said = np.asarray(result.y_pred)[:, None] == classes
    return np.einsum("ni,nj->ij", true.astype(int), said.astype(int))
