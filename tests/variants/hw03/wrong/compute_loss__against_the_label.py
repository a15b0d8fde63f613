"""The output is compared with the labels."""

# typical


def compute_loss(loss_function, output, x, labels):
    return loss_function(output, labels)
