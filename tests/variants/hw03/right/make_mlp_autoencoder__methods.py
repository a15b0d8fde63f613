"""The halves are methods; layers of its own names; SELU; rows come back."""


class ByMethods(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.ModuleList([nn.Linear(784, 150), nn.Linear(150, 2)])
        self.up = nn.ModuleList([nn.Linear(2, 150), nn.Linear(150, 784)])

    def encoder(self, pictures):
        first, second = self.down
        return second(F.selu(first(pictures.flatten(1))))

    def decoder(self, code):
        first, second = self.up
        return second(F.selu(first(code))).sigmoid()

    def forward(self, pictures):
        return self.decoder(self.encoder(pictures))


make_mlp_autoencoder = ByMethods
