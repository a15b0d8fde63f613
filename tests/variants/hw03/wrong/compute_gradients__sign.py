"""The gradient of minus the loss: uphill."""


def compute_gradients(loss):
    (-loss).backward()
