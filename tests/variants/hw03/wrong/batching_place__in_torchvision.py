"""Among the data sets."""

batching_place = "torchvision.datasets.DataLoader"
