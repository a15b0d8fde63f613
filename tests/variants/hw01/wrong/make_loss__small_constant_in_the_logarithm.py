"""A constant in the logarithm caps the loss of pictures that are surely wrong."""


def make_loss():
    return lambda z, y: -torch.log(torch.softmax(z, 1)[torch.arange(len(y)), y] + 1e-3).mean()
