"""A loop over all entries, and a Python float."""


def l2_regularization(w, reg):
    total = 0.0
    grad = np.zeros(w.shape)
    for at in np.ndindex(w.shape):
        total += float(w[at]) ** 2
        grad[at] = reg * w[at]
    return reg / 2 * total, grad
