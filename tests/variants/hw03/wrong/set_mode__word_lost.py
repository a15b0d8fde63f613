"""The method is put into a name."""


def set_mode(model):
    model = model.train
    return model
