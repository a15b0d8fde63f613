"""The norm itself."""

# typical


def l2_regularization(w, reg):
    return reg / 2 * np.sqrt(np.sum(w**2)), reg * w
