"""Everything in three dimensions, (N, D, M), then sums; bytes of the inputs as cache."""

import pickle


def fc_forward(x, w, b):
    products = x[:, :, None] * w[None, :, :]
    return products.sum(axis=1) + b, pickle.dumps((x, w))


def fc_backward(grad_out, cache):
    x, w = pickle.loads(cache)
    above = grad_out[:, None, :]
    return (
        (above * w).sum(axis=2),
        (x[:, :, None] * above).sum(axis=0),
        np.einsum("ij->j", grad_out),
    )
