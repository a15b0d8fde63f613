"""An attribute that nobody reads."""


def set_mode(model):
    model.mode = "train"
