"""Calculated in double precision; a subclass of the loss of PyTorch."""


class Precise(nn.CrossEntropyLoss):
    def forward(self, input, target):
        return super().forward(input.double(), target)


def make_loss():
    loss = Precise(reduction="mean")
    loss.eval()
    return loss
