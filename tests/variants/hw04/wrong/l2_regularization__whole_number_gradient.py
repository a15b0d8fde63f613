"""The gradient in an array of the type of w."""

# typical


def l2_regularization(w, reg):
    grad_w = np.empty_like(w)
    for at in np.ndindex(w.shape):
        grad_w[at] = reg * w[at]
    return 0.5 * reg * np.sum(w**2), grad_w
