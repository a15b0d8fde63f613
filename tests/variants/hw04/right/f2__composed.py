"""A list of functions and of their slopes, composed by reduce."""

from functools import reduce


def f2(x):
    steps = [
        (lambda v: 2 * v, lambda v: 2),
        (np.exp, np.exp),
        (lambda v: (v - 1) / (v + 1), lambda v: 2 / (v + 1) ** 2),
    ]
    return reduce(
        lambda state, step: (step[0](state[0]), (state[1][0] * step[1](state[0]),)),
        steps,
        (x, (1.0,)),
    )
