"""The decoder uses the encoder's matrices, turned over."""


class TiedDecoder(nn.Module):
    def __init__(self, wide, narrow):
        super().__init__()
        self.wide, self.narrow = wide, narrow
        self.shifts = nn.ParameterList([torch.zeros(128), torch.zeros(784)])

    def forward(self, code):
        hidden = torch.tanh(F.linear(code, self.narrow.weight.T, self.shifts[0]))
        return torch.sigmoid(F.linear(hidden, self.wide.weight.T, self.shifts[1]))


class TiedAutoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        wide, narrow = nn.Linear(784, 128), nn.Linear(128, 2)
        self.encoder = nn.Sequential(nn.Flatten(), wide, nn.Tanh(), narrow)
        self.decoder = TiedDecoder(wide, narrow)

    def forward(self, x):
        return self.decoder(self.encoder(x)).view_as(x)


def make_mlp_autoencoder():
    return TiedAutoencoder()
