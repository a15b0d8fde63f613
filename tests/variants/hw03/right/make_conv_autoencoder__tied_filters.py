"""The decoder uses the encoder's filters, the other way round."""


class TiedHalf(nn.Module):
    def __init__(self, filters):
        super().__init__()
        self.filters = nn.ParameterList(filters)
        self.shift = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        second, first = self.filters
        x = F.conv_transpose2d(x, second, stride=2, padding=1).relu()
        return torch.sigmoid(F.conv_transpose2d(x, first, stride=2, padding=1) + self.shift)


class TiedFilters(nn.Module):
    def __init__(self):
        super().__init__()
        first, second = nn.Conv2d(1, 12, 4, 2, 1), nn.Conv2d(12, 4, 4, 2, 1)
        self.encoder = nn.Sequential(first, nn.ReLU(), second)
        self.decoder = TiedHalf([second.weight, first.weight])

    def forward(self, x):
        return self.decoder(self.encoder(x))


make_conv_autoencoder = TiedFilters
