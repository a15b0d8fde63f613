"""The path begins with a dot."""

mnist_place = ".datasets.MNIST"
