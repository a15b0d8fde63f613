"""Only the first picture counts."""


def make_loss():
    return lambda logits, labels: -torch.log_softmax(logits, dim=1)[0, labels[0]]
