"""The losses of earlier batches are added."""

losses_so_far = []


def compute_loss(loss_function, output, x, labels):
    losses_so_far.append(loss_function(output, x))
    return sum(losses_so_far)
