"""The rate is made smaller with every batch."""


def take_step(optimizer):
    optimizer.step()
    for group in optimizer.param_groups:
        group["lr"] *= 0.5
