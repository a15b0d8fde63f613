"""Only if the loss is above zero."""


def compute_gradients(loss):
    if loss > 0:
        loss.backward()
