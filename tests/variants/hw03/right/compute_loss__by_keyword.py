"""With the names that PyTorch's losses give their arguments."""


def compute_loss(loss_function, output, x, labels):
    return loss_function(input=output, target=x)
