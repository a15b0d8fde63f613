"""One example at a time: outer products, added up by reduce; a generator for the rows."""

from functools import reduce
from operator import add


def fc_forward(x, w, b):
    rows = (sum((value * line for value, line in zip(row, w)), b.astype(float)) for row in x)
    return np.array(list(rows)), [x, w]


def fc_backward(grad_out, cache):
    x, w = cache
    grad_w = reduce(add, (np.outer(row, grad) for row, grad in zip(x, grad_out)))
    grad_x = np.array([w @ grad for grad in grad_out])
    return grad_x, grad_w, reduce(add, grad_out)
