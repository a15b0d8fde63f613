"""None."""

mnist_place = None
