"""Gradients are cleared, and that is all."""


def take_step(optimizer):
    optimizer.zero_grad()
