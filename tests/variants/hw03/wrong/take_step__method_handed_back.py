"""The method comes back, uncalled."""


def take_step(optimizer):
    return optimizer.step
