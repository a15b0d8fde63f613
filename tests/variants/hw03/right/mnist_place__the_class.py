"""The class itself."""

import torchvision

mnist_place = torchvision.datasets.MNIST
