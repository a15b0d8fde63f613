"""The learning rate is not passed on."""

# typical


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=0.001)
