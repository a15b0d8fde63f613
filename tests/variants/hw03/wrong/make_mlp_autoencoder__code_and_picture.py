"""Code and reconstruction come back together."""


class CodeAndPicture(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2)
        )
        self.decoder = nn.Sequential(
            nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid()
        )

    def forward(self, x):
        code = self.encoder(x)
        return code, self.decoder(code)


make_mlp_autoencoder = CodeAndPicture
