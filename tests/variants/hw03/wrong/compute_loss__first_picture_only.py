"""The first picture of the batch only."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(output[0], x[0])
