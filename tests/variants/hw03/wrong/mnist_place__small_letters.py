"""All in small letters."""

mnist_place = "torchvision.datasets.mnist.mnist"
