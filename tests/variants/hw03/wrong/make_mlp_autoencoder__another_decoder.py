"""The forward goes through a decoder of another name."""
# loses: make_mlp_autoencoder_test


class AnotherDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)
        )
        self.decoder, self.painter = (
            nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
            for _ in range(2)
        )

    def forward(self, x):
        return self.painter(self.encoder(x))


make_mlp_autoencoder = AnotherDecoder
