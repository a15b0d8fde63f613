"""Parameters are unfrozen, the mode stays."""


def set_mode(model):
    model.requires_grad_(True)
