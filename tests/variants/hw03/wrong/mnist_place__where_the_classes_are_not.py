"""The module of the data loaders."""

mnist_place = "torch.utils.data"
