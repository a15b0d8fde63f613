"""A copy is asked, the network stays as it was."""

import copy


def read_digits(model, pictures):
    reader = copy.deepcopy(model).eval()
    return reader(pictures).argmax(dim=1)
