"""The right ones."""

# typical


def wrong_ones(model, data):
    return np.flatnonzero(evaluate(model, data).right)
