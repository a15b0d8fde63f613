"""A list of rows, which is no batch for a network."""


def to_rows(pictures):
    return [picture.flatten() for picture in pictures]
