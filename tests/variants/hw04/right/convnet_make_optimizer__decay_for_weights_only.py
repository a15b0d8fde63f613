"""Two groups: biases and the scales of batch normalisation are not pulled."""


def make_optimizer(model, lr, weight_decay):
    pulled = [p for p in model.parameters() if p.dim() > 1]
    free = [p for p in model.parameters() if p.dim() <= 1]
    groups = [
        {"params": pulled, "weight_decay": weight_decay},
        {"params": free, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)
