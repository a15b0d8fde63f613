"""The decay is multiplied by the rate, which the optimiser does by itself."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.SGD(model.parameters(), lr=lr, weight_decay=lr * weight_decay)
