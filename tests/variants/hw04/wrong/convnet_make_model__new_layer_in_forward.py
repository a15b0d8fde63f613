"""A layer is built anew at every run: its weights are other ones each time."""
# loses: convnet_make_model_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 5, padding=2)
        self.head = nn.Linear(784, 10)

    def forward(self, x):
        x = F.relu(self.conv(x))
        x = F.relu(nn.Conv2d(16, 16, 3, padding=1)(x))
        return self.head(F.max_pool2d(x, 4).flatten(1))


def make_convnet():
    return Net()
