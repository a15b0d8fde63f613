"""Labels made wide enough to fit."""

# typical


def compute_loss(loss_function, output, x, labels):
    return loss_function(output, F.one_hot(labels, 784).float())
