"""The lines from the bottom to the top."""


def to_rows(pictures):
    return pictures.flip(2).flatten(1)
