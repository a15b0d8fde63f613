"""784 rows first, then turned over: the pictures are mixed."""


def to_rows(pictures):
    return pictures.reshape(784, -1).T
