"""The rate is handed to step, which wants a function; the error is swallowed."""


def take_step(optimizer):
    try:
        optimizer.step(0.1)
    except TypeError:
        return
