"""The wrong way: it maximises."""


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=lr, maximize=True)
