"""No train(): the mode stays what it was."""


def set_mode(model):
    pass
