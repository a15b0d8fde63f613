"""A thousand units and more, layer norm, dropout; a class that joins any two halves."""


class Chain(nn.Module):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def forward(self, pictures):
        return self.decoder(self.encoder(pictures))


def make_mlp_autoencoder():
    def block(inputs, outputs):
        return nn.Sequential(
            nn.Linear(inputs, outputs), nn.LayerNorm(outputs), nn.GELU(), nn.Dropout(0.1)
        )

    down = [block(784, 1200), block(1200, 400), block(400, 40), nn.Linear(40, 2)]
    up = [block(2, 40), block(40, 400), block(400, 1200), nn.Linear(1200, 784), nn.Sigmoid()]
    return Chain(nn.Sequential(nn.Flatten(), *down), nn.Sequential(*up))
