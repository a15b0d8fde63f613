"""Gradients are switched on, the mode is not."""


def set_mode(model):
    torch.set_grad_enabled(True)
