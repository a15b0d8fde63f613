"""The groups are mixed up: biases are pulled, weights are not."""


def make_optimizer(model, lr, weight_decay):
    weights = [p for p in model.parameters() if p.dim() > 1]
    biases = [p for p in model.parameters() if p.dim() == 1]
    return torch.optim.AdamW(
        [
            {"params": weights, "weight_decay": 0.0},
            {"params": biases, "weight_decay": weight_decay},
        ],
        lr=lr,
    )
