"""In torch instead of torchvision."""

mnist_place = "torch.datasets.MNIST"
