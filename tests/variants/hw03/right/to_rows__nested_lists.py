"""Nested lists of numbers, flattened by a comprehension."""


def to_rows(pictures):
    lists = pictures.squeeze(1).tolist()
    return torch.tensor([[pixel for line in picture for pixel in line] for picture in lists])
