"""In torch instead of torchvision."""

# typical

mnist_place = "torch.datasets.MNIST"
