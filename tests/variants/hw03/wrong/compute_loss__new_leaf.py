"""A copy of the output that has gradients of its own."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(output.detach().requires_grad_(), x)
