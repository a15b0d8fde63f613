"""Another data set."""

# typical

mnist_place = "torchvision.datasets.FashionMNIST"
