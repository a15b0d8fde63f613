"""With the brackets of a call, and blanks around."""

mnist_place = "  torchvision.datasets.MNIST() "
