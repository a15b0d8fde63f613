"""One parameter after the other is added as a group of its own."""


def make_optimizer(model, lr, weight_decay):
    first, *others = model.parameters()
    optimizer = torch.optim.NAdam([first], lr=lr, weight_decay=weight_decay)
    for parameter in others:
        optimizer.add_param_group({"params": [parameter]})
    return optimizer
