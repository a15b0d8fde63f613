"""The module in which it lives."""

mnist_place = "torchvision.datasets"
