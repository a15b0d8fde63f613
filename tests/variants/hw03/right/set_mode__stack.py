"""A walk over the parts with a stack."""


def set_mode(model):
    waiting = [model]
    while waiting:
        part = waiting.pop()
        part.training = True
        waiting.extend(part.children())
