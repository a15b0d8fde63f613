"""The learning rate is fixed."""

# typical


def make_optimizer(model, lr, weight_decay):
    return torch.optim.Adam(model.parameters(), lr=0.001, weight_decay=weight_decay)
