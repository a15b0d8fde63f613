"""The line is forgotten."""


def compute_gradients(loss):
    return loss.item()
