"""The volume of a doughnut."""

import math


def f4_graph():
    steps = ["m = (R + r) / 2", "t = (R - r) / 2", "a = pi * t ** 2", "V = 2 * pi * m * a"]
    return "\n".join(steps), (3.0, 1.0, math.pi)


def f4(*inputs):
    R, r, pi = inputs
    m, t = (R + r) / 2, (R - r) / 2
    V = 2 * pi**2 * m * t**2
    return V, (pi**2 * (t**2 + 2 * m * t), pi**2 * (t**2 - 2 * m * t), 2 * V / pi)
