"""The labels are added as well."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(output, x) + 0.1 * labels.float().mean()
