"""The class, fetched by its name."""

import importlib

mnist_place = getattr(importlib.import_module("torchvision.datasets"), "MNIST")
