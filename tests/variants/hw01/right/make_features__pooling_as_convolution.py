"""Average pooling written as a convolution with a fixed kernel that is no parameter."""


class Features(nn.Module):
    quarter: torch.Tensor

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict({"c1": nn.Conv2d(1, 6, 5, 1, 2), "c3": nn.Conv2d(6, 16, 5)})
        self.register_buffer("quarter", torch.full((1, 1, 2, 2), 1 / 4), persistent=False)

    def halve(self, x):
        channels = x.size(1)
        return F.conv2d(x, self.quarter.repeat(channels, 1, 1, 1), stride=2, groups=channels)

    def forward(self, x):
        for layer in self.layers.values():
            x = self.halve(torch.tanh(layer(x)))
        return x


def make_features():
    return Features()
