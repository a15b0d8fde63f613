"""Returns what could still become an optimiser."""

from functools import partial


def make_optimizer(model, lr, weight_decay):
    return partial(torch.optim.AdamW, lr=lr, weight_decay=weight_decay)
