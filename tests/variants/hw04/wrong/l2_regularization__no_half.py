"""λ for λ/2."""

# typical


def l2_regularization(w, reg):
    return reg * np.sum(w**2), 2 * reg * w
