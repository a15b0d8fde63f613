"""The inputs are kept in a global variable, which the next layer overwrites."""

# typical
# loses: fc_backward_test

LAST = {}


def fc_forward(x, w, b):
    LAST["x"], LAST["w"] = x, w
    return x @ w + b, None


def fc_backward(grad_out, cache):
    return grad_out @ LAST["w"].T, LAST["x"].T @ grad_out, grad_out.sum(axis=0)
