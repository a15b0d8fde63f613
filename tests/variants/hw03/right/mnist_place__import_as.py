"""The line with another name for it."""

mnist_place = "from torchvision.datasets import MNIST as Handwritten"
