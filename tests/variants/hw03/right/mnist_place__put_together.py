"""Text that the class gives about itself."""

from torchvision.datasets import MNIST as Digits

mnist_place = f"{Digits.__module__}.{Digits.__qualname__}"
