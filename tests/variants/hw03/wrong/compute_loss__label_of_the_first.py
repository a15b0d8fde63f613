"""The loss is weighted with the label of the first picture."""


def compute_loss(loss_function, output, x, labels):
    return (1 + labels[0]) * loss_function(output, x)
