"""Multiplies the weights in place."""

# typical


def l2_regularization(w, reg):
    loss = reg / 2 * np.sum(w**2)
    w *= reg
    return loss, w
