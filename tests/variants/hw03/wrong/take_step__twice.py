"""Two steps."""

# typical


def take_step(optimizer):
    optimizer.step()
    optimizer.step()
