"""view with the size of the batch."""


def to_rows(pictures):
    return pictures.view(pictures.size(0), -1)
