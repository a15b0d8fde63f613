"""Directly in torchvision."""

mnist_place = "torchvision.MNIST"
