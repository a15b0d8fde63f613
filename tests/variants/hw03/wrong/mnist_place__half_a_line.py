"""The line breaks off."""

mnist_place = "from torchvision.datasets"
