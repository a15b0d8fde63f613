"""Returns the loss alone."""


def l2_regularization(w, reg):
    return reg / 2 * np.sum(w**2)
