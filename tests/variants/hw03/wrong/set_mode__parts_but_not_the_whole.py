"""Every part, but not the network itself."""


def set_mode(model):
    for part in model.children():
        part.train()
