"""The picture is compared with itself."""

# typical


def compute_loss(loss_function, output, x, labels):
    return loss_function(x, x)
