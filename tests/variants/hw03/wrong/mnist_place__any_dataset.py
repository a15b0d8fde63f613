"""What all data sets have in common."""

mnist_place = "torch.utils.data.Dataset"
