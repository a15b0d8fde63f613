"""Three kinds of filters side by side; depthwise and 1 x 1 convolutions after them."""


class Branches(nn.ModuleList):
    def forward(self, x):
        return torch.cat([F.leaky_relu(branch(x)) for branch in self], dim=1)


def make_convnet():
    return nn.Sequential(
        Branches(nn.Conv2d(1, 8, k, stride=2, padding=k // 2) for k in (1, 3, 7)),
        nn.Conv2d(24, 24, 3, padding=2, dilation=2, groups=24),
        nn.Conv2d(24, 32, 1),
        nn.PReLU(32),
        nn.MaxPool2d(2),
        nn.Flatten(start_dim=1),
        nn.Linear(32 * 49, 10),
    )
