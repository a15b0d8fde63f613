"""A name without its path."""

mnist_place = "MNIST"
