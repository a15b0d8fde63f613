"""Another data set."""

mnist_place = "torchvision.datasets.FashionMNIST"
