"""The brackets are missing."""

# typical


def take_step(optimizer):
    optimizer.step
