"""The minus is forgotten."""


def make_loss():
    return lambda z, y: torch.log_softmax(z, dim=1)[torch.arange(len(y)), y].mean()
