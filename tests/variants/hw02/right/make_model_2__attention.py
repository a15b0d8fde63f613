"""The classifier looks at the 49 places with attention and takes their mean."""


class Attentive(nn.Module):
    def __init__(self, channels=32):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, channels, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.attention = nn.MultiheadAttention(channels, 4, batch_first=True)
        self.out = nn.Linear(channels, 10)

    def forward(self, x):
        places = self.features(x).flatten(2).transpose(1, 2)
        seen, _ = self.attention(places, places, places)
        return self.out((places + seen).mean(dim=1))


def make_model_2():
    return Attentive()


def settings_2():
    return {"epochs": 5, "optimizer": torch.optim.AdamW}


register("model 2", make_model_2, settings_2)
