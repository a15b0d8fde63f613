"""A module of one's own: the root of the mean squared error."""


class RootMeanSquare(nn.Module):
    def forward(self, output, x):
        return torch.sub(output, x).square().mean().sqrt()


def make_reconstruction_loss():
    return RootMeanSquare()
