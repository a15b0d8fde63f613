"""Two classes for the halves; the code fenced in by tanh."""


class Half(nn.Module):
    def __init__(self, sizes, last):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.last = last

    def forward(self, x):
        x = x.reshape(len(x), -1)
        for layer in self.layers[:-1]:
            x = F.leaky_relu(layer(x))
        return self.last(self.layers[-1](x))


class Both(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Half([784, 300, 50, 2], torch.tanh)
        self.decoder = Half([2, 50, 300, 784], torch.sigmoid)

    def forward(self, x):
        return self.decoder(self.encoder(x))


def make_mlp_autoencoder():
    return Both()
