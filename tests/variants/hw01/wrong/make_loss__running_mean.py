"""The mean of all batches so far: the loss of one batch depends on those before."""


class RunningMean(nn.Module):
    def __init__(self):
        super().__init__()
        self.total, self.count = 0.0, 0

    def forward(self, logits, labels):
        loss = F.cross_entropy(logits, labels)
        self.count += 1
        mean = (self.total + loss) / self.count
        self.total += loss.item()
        return mean


def make_loss():
    return RunningMean()
