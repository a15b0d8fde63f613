"""λ/2 for λ: the half of the penalty is counted once more."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay / 2)
