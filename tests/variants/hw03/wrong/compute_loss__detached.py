"""The output is cut off from the network."""

# typical


def compute_loss(loss_function, output, x, labels):
    return loss_function(output.detach(), x)
