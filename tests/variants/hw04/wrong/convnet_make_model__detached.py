"""The graph is cut behind the filters."""
# loses: convnet_make_model_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 5, padding=2)
        self.head = nn.Linear(784, 10)

    def forward(self, x):
        return self.head(F.max_pool2d(F.relu(self.conv(x)), 4).flatten(1).detach())


def make_convnet():
    return Net()
