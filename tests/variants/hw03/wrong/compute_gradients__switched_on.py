"""Gradients are allowed, but not computed."""


def compute_gradients(loss):
    with torch.enable_grad():
        loss.requires_grad_(True)
