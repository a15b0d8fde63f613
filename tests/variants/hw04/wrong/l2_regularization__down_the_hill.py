"""The gradient with a minus, as the optimiser would use it."""


def l2_regularization(w, reg):
    return reg / 2 * np.sum(w**2), -float(reg) * w
