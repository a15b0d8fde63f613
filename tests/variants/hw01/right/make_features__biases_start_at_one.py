"""Biases start at one, filters very small."""


def make_features():
    first = nn.Conv2d(1, 6, 5, padding=2)
    second = nn.Conv2d(6, 16, 5)
    with torch.no_grad():
        for layer in first, second:
            layer.weight.mul_(0.1)
            nn.init.ones_(layer.bias)
    return nn.Sequential(
        first, nn.PReLU(6), nn.MaxPool2d(2), second, nn.PReLU(16), nn.MaxPool2d(2), nn.Flatten()
    )
