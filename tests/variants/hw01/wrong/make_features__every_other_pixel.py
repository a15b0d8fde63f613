"""Every other pixel is taken in place of a pooling."""
# loses: make_features_design_test


class Features(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)

    def forward(self, x):
        x = F.relu(self.conv1(x))[:, :, ::2, ::2]
        return F.relu(self.conv2(x))[:, :, ::2, ::2]


def make_features():
    return Features()
