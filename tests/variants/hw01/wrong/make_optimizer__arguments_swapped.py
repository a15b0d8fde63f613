"""Rate first, model second."""


def make_optimizer(lr, model):
    return torch.optim.Adam(model.parameters(), lr=lr)
