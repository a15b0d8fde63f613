"""Every part by itself."""


def set_mode(model):
    for part in model.modules():
        part.training = True
