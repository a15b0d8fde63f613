"""Made and not returned."""


def make_optimizer(model, lr):
    torch.optim.Adam(model.parameters(), lr=lr)
