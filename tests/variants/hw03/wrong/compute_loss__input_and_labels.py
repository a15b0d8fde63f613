"""The input is compared with the labels."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(x, labels)
