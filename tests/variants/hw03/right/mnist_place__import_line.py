"""The line that one would write."""

mnist_place = "from torchvision.datasets import MNIST"
