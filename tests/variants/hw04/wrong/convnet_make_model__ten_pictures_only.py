"""The size of the batch is written into the network."""
# loses: convnet_make_model_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 5, padding=2)
        self.head = nn.Linear(784, 10)

    def forward(self, x):
        return self.head(F.max_pool2d(F.relu(self.conv(x)), 4).view(10, 784))


def make_convnet():
    return Net()
