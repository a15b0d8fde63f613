"""Three pictures are written down."""


class ThreePictures(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.view(3, 784))))


def make_mlp():
    return ThreePictures()
