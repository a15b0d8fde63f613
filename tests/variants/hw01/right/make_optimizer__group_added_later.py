"""Built for the first parameter; the others are added afterwards."""


def make_optimizer(model, lr):
    first, *others = model.parameters()
    adam = torch.optim.Adam([first], lr=lr)
    if others:
        adam.add_param_group({"params": others})
    return adam
