"""The mean of the batch is taken off."""


def to_rows(pictures):
    rows_of_pixels = pictures.flatten(1)
    return rows_of_pixels - rows_of_pixels.mean()
