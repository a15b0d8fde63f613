"""Sigmoid, padding by name, adaptive poolings that come to the same 2 x 2."""

from collections import OrderedDict


def make_features():
    return nn.Sequential(
        OrderedDict(
            c1=nn.Conv2d(1, 6, 5, padding="same", bias=False),
            a1=nn.Sigmoid(),
            s2=nn.AdaptiveAvgPool2d(14),
            c3=nn.Conv2d(6, 16, 5),
            a3=nn.Sigmoid(),
            s4=nn.AdaptiveMaxPool2d((5, 5)),
        )
    )
