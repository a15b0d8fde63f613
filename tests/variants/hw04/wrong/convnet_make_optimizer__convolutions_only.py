"""Only parameters with four dimensions."""


def make_optimizer(model, lr, weight_decay):
    filters = [p for p in model.parameters() if p.dim() == 4]
    return torch.optim.Adam(filters, lr=lr, weight_decay=weight_decay)
