"""λ is squared as well."""


def l2_regularization(w, reg):
    return 0.5 * np.sum((reg * w) ** 2), float(reg) ** 2 * w
