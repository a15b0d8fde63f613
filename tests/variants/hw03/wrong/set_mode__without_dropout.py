"""Training mode, but dropout is taken out of the network."""


def set_mode(model):
    model.train()
    for name, part in list(model.named_children()):
        if isinstance(part, nn.Dropout):
            delattr(model, name)
