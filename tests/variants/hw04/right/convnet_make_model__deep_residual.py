"""Twenty-one convolutions with batch normalisation and shortcuts."""


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        parts = [
            part
            for _ in range(2)
            for part in (
                nn.Conv2d(width, width, 3, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(),
            )
        ]
        self.inner = nn.Sequential(*parts[:-1])

    def forward(self, x):
        return torch.relu(torch.add(x, self.inner(x)))


class make_convnet(nn.Sequential):
    def __init__(self, width=16, depth=10):
        super().__init__(
            nn.Conv2d(1, width, 3, stride=2, padding=1), nn.BatchNorm2d(width), nn.ReLU()
        )
        for number in range(depth):
            self.append(Residual(width))
            if number in (2, 5):
                self.append(nn.MaxPool2d(2))
        self.extend([nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, 10)])
