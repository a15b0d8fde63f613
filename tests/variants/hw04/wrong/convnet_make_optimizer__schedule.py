"""Returns the schedule around the optimiser."""


def make_optimizer(model, lr, weight_decay):
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size=1)
