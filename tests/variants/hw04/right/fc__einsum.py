"""Sums by their letters; the cache is a dictionary."""


def fc_forward(x, w, b):
    out = np.einsum("nd,dm->nm", x, w) + b[None, :]
    return out, {"x": x, "w": w}


def fc_backward(grad_out, cache):
    grad_x = np.einsum("nm,dm->nd", grad_out, cache["w"])
    grad_w = np.einsum("nm,nd->dm", grad_out, cache["x"])
    return [grad_x, grad_w, np.einsum("nm->m", grad_out)]
