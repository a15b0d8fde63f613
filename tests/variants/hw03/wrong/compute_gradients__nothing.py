"""The line is forgotten."""

# typical


def compute_gradients(loss):
    return loss.item()
