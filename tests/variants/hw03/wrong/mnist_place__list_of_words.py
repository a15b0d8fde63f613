"""A list of the words."""

mnist_place = ["torchvision", "datasets", "MNIST"]
