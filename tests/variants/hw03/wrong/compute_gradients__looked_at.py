"""Looks at the gradient of the loss, which nobody has computed."""


def compute_gradients(loss):
    loss.retain_grad()
    return loss.grad
