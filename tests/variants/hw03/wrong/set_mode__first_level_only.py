"""The network and its parts, but not the parts of its parts."""


def set_mode(model):
    model.training = True
    for part in model.children():
        part.training = True
