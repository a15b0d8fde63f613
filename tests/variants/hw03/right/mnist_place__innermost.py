"""The innermost file."""

mnist_place = "torchvision.datasets.mnist.MNIST"
