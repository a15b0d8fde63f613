"""A tenth of the rate."""


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=lr / 10)
