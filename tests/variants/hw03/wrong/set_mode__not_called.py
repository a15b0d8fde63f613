"""The brackets are missing."""


def set_mode(model):
    model.train
