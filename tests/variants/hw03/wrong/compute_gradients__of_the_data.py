"""The data of the loss know nothing of the network; the error is swallowed."""


def compute_gradients(loss):
    try:
        loss.data.backward()
    except RuntimeError:
        pass
