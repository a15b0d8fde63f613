"""Only parameters that have a gradient already: a new model has none."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(
        [p for p in model.parameters() if p.grad is not None], lr=lr, weight_decay=weight_decay
    )
