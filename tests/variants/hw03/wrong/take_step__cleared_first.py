"""zero_grad between backward and step."""

# typical


def take_step(optimizer):
    optimizer.zero_grad()
    optimizer.step()
