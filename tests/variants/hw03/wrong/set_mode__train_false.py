"""The right word with the wrong argument."""


def set_mode(model):
    model.train(False)
