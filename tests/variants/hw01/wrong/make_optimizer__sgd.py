"""Plain gradient descent."""

# typical


def make_optimizer(model, lr):
    return torch.optim.SGD(model.parameters(), lr=lr)
