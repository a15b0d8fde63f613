"""Biases learn at twice the rate."""


def make_optimizer(model, lr):
    weights = [p for p in model.parameters() if p.dim() > 1]
    biases = [p for p in model.parameters() if p.dim() <= 1]
    return torch.optim.Adam([{"params": weights}, {"params": biases, "lr": 2 * lr}], lr=lr)
