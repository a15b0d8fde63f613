"""The module of the data loaders."""

# typical

mnist_place = "torch.utils.data"
