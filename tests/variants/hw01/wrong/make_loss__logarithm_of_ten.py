"""The logarithm to the base of ten."""


def make_loss():
    return lambda z, y: -torch.log10(torch.softmax(z, dim=1)[torch.arange(len(y)), y]).mean()
