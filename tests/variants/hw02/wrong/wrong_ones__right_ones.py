"""The right ones."""


def wrong_ones(model, data):
    return np.flatnonzero(evaluate(model, data).right)
