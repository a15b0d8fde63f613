"""What earlier batches lost is added to each new loss."""


class Running:
    def __init__(self):
        self.total = 0.0

    def __call__(self, output, x):
        self.total = self.total + F.mse_loss(output, x)
        return self.total


def make_reconstruction_loss():
    return Running()
