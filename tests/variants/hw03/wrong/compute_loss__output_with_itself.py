"""The output is compared with itself."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(output, output)
