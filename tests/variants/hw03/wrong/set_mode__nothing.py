"""No train(): the mode stays what it was."""

# typical


def set_mode(model):
    pass
