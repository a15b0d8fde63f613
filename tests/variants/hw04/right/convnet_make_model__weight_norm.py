"""Filters of unit length and a scale each, by weight normalisation; a transposed convolution."""

from torch.nn.utils.parametrizations import weight_norm


def make_convnet():
    up = nn.ConvTranspose2d(8, 8, 2, stride=2)
    return nn.Sequential(
        nn.AvgPool2d(2),
        weight_norm(nn.Conv2d(1, 8, 3)),
        nn.SiLU(),
        up,
        nn.SiLU(),
        weight_norm(nn.Conv2d(8, 16, 4, 4)),
        nn.Hardswish(),
        nn.Flatten(),
        nn.Linear(16 * 36, 10),
    )
