"""The rate set after building."""


def make_optimizer(model, lr):
    optimizer = torch.optim.Adam(model.parameters())
    for group in optimizer.param_groups:
        group["lr"] = lr
    return optimizer
