"""Results and cache in tuples with names; arguments by keyword."""

from collections import namedtuple

Forward = namedtuple("Forward", "out cache")
Gradients = namedtuple("Gradients", "x w b")
Cache = namedtuple("Cache", "x w b")


def fc_forward(x, w, b):
    return Forward(cache=Cache(x=x, w=w, b=b), out=np.add(np.matmul(x, w), b))


def fc_backward(grad_out, cache):
    ones = np.ones((1, grad_out.shape[0]))
    return Gradients(
        x=np.inner(grad_out, cache.w),
        w=np.dot(np.transpose(cache.x), grad_out),
        b=(ones @ grad_out).ravel(),
    )
