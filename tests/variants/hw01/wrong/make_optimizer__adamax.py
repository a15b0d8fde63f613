"""Adamax."""


def make_optimizer(model, lr):
    return torch.optim.Adamax(model.parameters(), lr=lr)
