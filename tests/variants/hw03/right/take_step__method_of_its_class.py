"""The method of the optimiser's class."""


def take_step(optimizer):
    return type(optimizer).step(optimizer)
