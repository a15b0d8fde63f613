"""The Kullback-Leibler divergence from the one-hot labels, which have no entropy of their own."""


def make_loss():
    divergence = nn.KLDivLoss(reduction="batchmean")
    return lambda z, y: divergence(F.log_softmax(z, dim=1), F.one_hot(y, z.shape[1]).to(z.dtype))
