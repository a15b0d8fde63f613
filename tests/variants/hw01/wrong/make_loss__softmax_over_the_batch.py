"""The softmax goes over the pictures."""


def make_loss():
    return lambda z, y: -torch.log_softmax(z, dim=0)[torch.arange(len(y)), y].mean()
