"""The whole package."""

mnist_place = "torchvision"
