"""Names and parameters in a loop, the optimiser looked up by its name."""


def make_optimizer(model, lr):
    parameters = [tensor for _, tensor in model.named_parameters()]
    return getattr(torch.optim, "Adam")(parameters, lr)
