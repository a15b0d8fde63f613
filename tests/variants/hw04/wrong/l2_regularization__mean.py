"""The mean of the squares."""

# typical


def l2_regularization(w, reg):
    return reg / 2 * np.mean(w**2), reg * w / w.size
