"""Tuples with names: loss and gradients, gradients of both scores."""

from collections import namedtuple

Result = namedtuple("Result", "loss gradients")
Gradients = namedtuple("Gradients", ["s1", "s2"])


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
    wrong = p2 if y == 1 else p1
    gradients = Gradients(-wrong, wrong) if y == 1 else Gradients(wrong, -wrong)
    return Result(gradients=gradients, loss=-np.log(1 - wrong if wrong < 0.5 else (p1, p2)[y - 1]))
