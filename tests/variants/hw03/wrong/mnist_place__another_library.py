"""A name from another library."""

mnist_place = "keras.datasets.mnist"
