"""A tenth of the rate that was asked for."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.Adam(model.parameters(), lr=lr / 10, weight_decay=weight_decay)
