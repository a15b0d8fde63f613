"""A generator that is drawn from at once."""


def steps_of(optimizer):
    while True:
        yield optimizer.step()


def take_step(optimizer):
    next(steps_of(optimizer))
