"""Only the network itself, not its layers."""


def set_mode(model):
    model.training = True
