"""The epsilon of another library."""


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=lr, eps=1e-7)
