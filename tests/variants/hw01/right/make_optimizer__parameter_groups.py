"""One parameter group for each parameter."""


def make_optimizer(model, lr=1e-3):
    groups = [{"params": [p], "lr": lr} for p in model.parameters()]
    return torch.optim.Adam(groups)
