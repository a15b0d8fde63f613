"""RMSprop whose settings are written into its groups afterwards."""


def make_optimizer(model, lr, weight_decay):
    optimizer = torch.optim.RMSprop(model.parameters())
    for group in optimizer.param_groups:
        group.update(lr=lr, weight_decay=weight_decay)
    return optimizer
