"""Biases are left out."""


def make_optimizer(model, lr):
    return torch.optim.Adam([p for p in model.parameters() if p.dim() > 1], lr=lr)
