"""The absolute values: another regularisation."""


def l2_regularization(w, reg):
    return reg * np.sum(np.abs(w)), reg * np.sign(w)
