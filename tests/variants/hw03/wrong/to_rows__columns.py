"""One picture to each column."""


def to_rows(pictures):
    return pictures.flatten(1).T
