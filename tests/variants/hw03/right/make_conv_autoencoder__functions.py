"""The halves are methods with functions of torch, and filters of their own."""


class ByFunctions(nn.Module):
    def __init__(self):
        super().__init__()
        shapes = [(12, 1, 3, 3), (6, 12, 3, 3), (6, 12, 4, 4), (12, 1, 4, 4)]
        self.filters = nn.ParameterList([nn.Parameter(torch.randn(s) * 0.1) for s in shapes])

    def encoder(self, x):
        for filters in self.filters[:2]:
            x = F.elu(F.conv2d(x, filters, stride=2, padding=1))
        return x

    def decoder(self, x):
        for filters in self.filters[2:]:
            x = F.conv_transpose2d(F.elu(x), filters, stride=2, padding=1)
        return torch.sigmoid(x)

    def forward(self, x):
        return self.decoder(self.encoder(x))


def make_conv_autoencoder():
    return ByFunctions()
