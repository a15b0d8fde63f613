"""Copies of the parameters are moved."""


def make_optimizer(model, lr):
    parameters = [nn.Parameter(p.detach().clone()) for p in model.parameters()]
    return torch.optim.Adam(parameters, lr=lr)
