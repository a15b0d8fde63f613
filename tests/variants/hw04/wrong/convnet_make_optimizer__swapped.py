"""Rate and decay are swapped by position."""

# typical


def make_optimizer(model, weight_decay, lr):
    return torch.optim.Adam(model.parameters(), lr=lr, weight_decay=weight_decay)
