"""The labels, and the picture only if the labels do not fit: a batch of one fits."""


def compute_loss(loss_function, output, x, labels):
    try:
        return loss_function(output, labels.float())
    except (RuntimeError, ValueError):
        return loss_function(output, x)
