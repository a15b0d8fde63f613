"""A number of Python, without a way back."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(output, x).item()
