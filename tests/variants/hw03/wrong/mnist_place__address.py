"""An address in the web."""

mnist_place = "http://yann.lecun.com/exdb/mnist/"
