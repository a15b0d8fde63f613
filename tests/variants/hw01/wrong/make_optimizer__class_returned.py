"""The class, nothing made from it."""


def make_optimizer(model, lr):
    return torch.optim.Adam
