"""`np.clip` with `out=` into an array of its own; the cache is a closure over signs."""


def relu_forward(x):
    out = np.empty(np.shape(x), dtype=float)
    np.clip(x, 0, None, out=out)
    signs = np.sign(x)
    return out, lambda g: np.where(signs == 1, g, np.zeros_like(g))


def relu_backward(grad_out, cache):
    return cache(grad_out)
