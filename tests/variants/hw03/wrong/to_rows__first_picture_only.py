"""The first picture only."""


def to_rows(pictures):
    return pictures[0].reshape(1, 784)
