"""dataset, without its s."""

mnist_place = "torchvision.dataset.MNIST"
