"""The mean of the squares times how many there are; `out=` into an array of its own."""


def l2_regularization(w, reg):
    grad_w = np.zeros_like(w, dtype=np.float64)
    np.multiply(w, reg, out=grad_w)
    return np.mean(w * grad_w) * w.size * 0.5, grad_w
