"""A scheduler in place of the optimiser."""


def make_optimizer(model, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size=1)
