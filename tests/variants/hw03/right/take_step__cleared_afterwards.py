"""The gradients are cleared after the step, here already."""


def take_step(optimizer):
    optimizer.step()
    optimizer.zero_grad()
