"""Two layers stand in a Python list, where nobody finds them: no optimiser will train them."""
# loses: convnet_make_model_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 5, padding=2)
        self.dense = [nn.Linear(784, 128), nn.Linear(128, 64)]
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv(x)), 4).flatten(1)
        for layer in self.dense:
            x = F.relu(layer(x))
        return self.head(x)


def make_convnet():
    return Net()
