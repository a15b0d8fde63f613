"""Another import, parameters as a list, defaults spelled out."""

from torch import optim


def make_optimizer(model, lr):
    return optim.Adam(params=list(model.parameters()), lr=lr, betas=(0.9, 0.999), eps=1e-8)
