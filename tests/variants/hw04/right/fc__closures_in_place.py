"""`out=` and in-place work on arrays of its own; the cache is a pair of closures."""


def fc_forward(x, w, b):
    out = np.empty((x.shape[0], w.shape[1]))
    np.matmul(x, w, out=out)
    out += b
    weights = np.array(w, dtype=float, order="F")
    return out, (lambda g: np.matmul(g, weights.T), lambda g: np.tensordot(x, g, axes=(0, 0)))


def fc_backward(grad_out, cache):
    to_x, to_w = cache
    grad_b = np.zeros(grad_out.shape[1])
    np.add.reduce(grad_out, axis=0, out=grad_b)
    return to_x(grad_out), to_w(grad_out), grad_b
