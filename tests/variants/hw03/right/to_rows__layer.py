"""A layer that flattens."""


def to_rows(pictures):
    return nn.Flatten()(pictures)
