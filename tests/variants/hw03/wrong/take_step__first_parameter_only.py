"""All gradients but the first are taken away."""


def take_step(optimizer):
    for parameter in optimizer.param_groups[0]["params"][1:]:
        parameter.grad = None
    optimizer.step()
