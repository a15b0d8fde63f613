"""The mode is turned round."""


def set_mode(model):
    model.train(not model.training)
