"""A dictionary that gradients are added into, read out in the order of the arguments."""

from collections import defaultdict


def f1(x1, w1, x2, w2, b, y):
    value = dict(x1=x1, w1=w1, x2=x2, w2=w2, b=b, y=y)
    d = b - y
    for n in "12":
        d += value["x" + n] * value["w" + n]
    grad = defaultdict(float)
    for n in "12":
        grad["x" + n] += 2 * d * value["w" + n]
        grad["w" + n] += 2 * d * value["x" + n]
    grad["b"] += 2 * d
    grad["y"] -= 2 * d
    return d**2, tuple(grad[name] for name in value)
