"""Moves along the gradient, not against it."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.SGD(model.parameters(), lr=lr, weight_decay=weight_decay, maximize=True)
