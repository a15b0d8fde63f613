"""The method is handed over, not what it gives."""


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(model.parameters, lr=lr, weight_decay=weight_decay)
