"""A weighted sum of two losses, in double precision, from a dictionary."""

weights_of_losses = {nn.L1Loss: 0.3, nn.BCELoss: 0.7}


def make_reconstruction_loss():
    parts = [(share, kind()) for kind, share in weights_of_losses.items()]

    def both(output, x, /):
        return sum(share * part(output.double(), x.double()) for share, part in parts)

    return both
