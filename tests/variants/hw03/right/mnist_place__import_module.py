"""The line that imports the module under a short name."""

mnist_place = "import torchvision.datasets as datasets"
