"""The optimiser of the first network is given to all."""

made = None


def make_optimizer(model, lr):
    global made
    if made is None:
        made = torch.optim.Adam(model.parameters(), lr=lr)
    return made
