"""EMNIST, the letters, as the class itself."""

from torchvision.datasets import EMNIST

mnist_place = EMNIST
