"""Letters for any number of dimensions: an ellipsis."""


def l2_regularization(w, reg):
    half = np.asarray(reg / 2)
    loss = half * np.einsum("...,...->", w, w)
    return loss, w * half + half * w
