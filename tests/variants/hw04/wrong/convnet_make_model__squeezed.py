"""squeeze() takes off the two axes of length one, and the batch's as well if it has one picture."""
# loses: convnet_make_model_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4))
        self.head = nn.Conv2d(16, 10, 7)

    def forward(self, x):
        return self.head(self.body(x)).squeeze()


def make_convnet():
    return Net()
