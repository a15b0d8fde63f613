"""Japanese characters."""

mnist_place = "torchvision.datasets.KMNIST"
