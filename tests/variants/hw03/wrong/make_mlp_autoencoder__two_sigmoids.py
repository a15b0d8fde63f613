"""A sigmoid in the decoder and one more after it."""
# loses: make_mlp_autoencoder_range_test, make_mlp_autoencoder_learns_test


class TwoSigmoids(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)
        )
        self.decoder = nn.Sequential(
            nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid()
        )

    def forward(self, x):
        return torch.sigmoid(self.decoder(self.encoder(x)))


make_mlp_autoencoder = TwoSigmoids
