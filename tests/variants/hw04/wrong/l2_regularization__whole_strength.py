"""λ is made a whole number."""


def l2_regularization(w, reg):
    reg = int(reg)
    return reg / 2 * np.sum(w**2), float(reg) * w
