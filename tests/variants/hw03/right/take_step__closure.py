"""With a function that computes nothing anew."""


def take_step(optimizer):
    optimizer.step(lambda: None)
