"""Smooth L1, added up."""


def make_reconstruction_loss():
    return nn.SmoothL1Loss(reduction="sum")
