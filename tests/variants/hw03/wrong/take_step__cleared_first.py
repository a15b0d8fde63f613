"""zero_grad between backward and step."""


def take_step(optimizer):
    optimizer.zero_grad()
    optimizer.step()
