"""Plain Python on flat lists, a dataclass for the cache."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    positive: list
    shape: tuple


def relu_forward(x):
    flat = x.ravel().tolist()
    kept = Kept([one > 0 for one in flat], x.shape)
    return np.array([float(max(0, one)) for one in flat]).reshape(x.shape), kept


def relu_backward(grad_out, cache):
    passed = (g if let else 0.0 for g, let in zip(grad_out.ravel(), cache.positive))
    return np.fromiter(passed, dtype=float).reshape(cache.shape)
