"""Returns the number of the likeliest class."""


class Net(nn.Sequential):
    def forward(self, x):
        return super().forward(x).argmax(dim=1)


def make_convnet():
    return Net(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(784, 10)
    )
