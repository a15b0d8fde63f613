"""Only the network itself, not its layers."""

# typical


def set_mode(model):
    model.training = True
