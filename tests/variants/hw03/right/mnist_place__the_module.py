"""The module itself."""

from torchvision import datasets

mnist_place = datasets
