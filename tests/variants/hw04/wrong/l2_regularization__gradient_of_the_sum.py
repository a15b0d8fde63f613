"""The gradient is one number."""


def l2_regularization(w, reg):
    return reg / 2 * np.sum(w**2), float(reg * np.sum(w))
