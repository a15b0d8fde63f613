"""A Sequential of one's own with named parts; a ReLU that works in place."""

from collections import OrderedDict


class Classifier(nn.Sequential):
    def __init__(self, inputs=784, hidden=64, classes=10):
        parts = OrderedDict(
            rows=nn.Flatten(),
            hidden=nn.Linear(inputs, hidden),
            bend=nn.ReLU(inplace=True),
            scores=nn.Linear(hidden, classes),
        )
        super().__init__(parts)


def make_mlp():
    return Classifier()
