"""The brackets are missing."""


def take_step(optimizer):
    optimizer.step
