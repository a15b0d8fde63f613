"""2λw as gradient, beside λ/2 in the loss."""

# typical


def l2_regularization(w, reg):
    return reg / 2 * np.sum(w**2), 2 * reg * w
