"""A shortcut that joins before the ReLU, as in a ResNet."""


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.one = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.two = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)])

    def forward(self, x):
        y = torch.relu_(self.norms[0](self.one(x)))
        y = self.norms[1](self.two(y))
        y += x
        return y.relu_()


def make_model_1():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        Residual(16),
        nn.MaxPool2d(2),
        Residual(16),
        nn.Flatten(),
        nn.Linear(16 * 49, 10),
    )


def settings_1():
    return {"epochs": 10, "patience": 2, "restore": "best", "monitor": "val_loss"}


register("model 1", make_model_1, settings_1)
