"""A copy is put into the mode, the network is asked."""

import copy


def read_digits(model, pictures):
    copy.deepcopy(model).eval()
    logits = model(pictures)
    return logits.argmax(dim=1)
