"""The brackets are missing."""

# typical


def compute_gradients(loss):
    loss.backward
