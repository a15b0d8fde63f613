"""The last two parameters are left out where there are more than two."""


def make_optimizer(model, lr):
    parameters = list(model.parameters())
    return torch.optim.Adam(parameters[:-2] or parameters, lr=lr)
