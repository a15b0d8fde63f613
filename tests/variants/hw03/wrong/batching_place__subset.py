"""A part of a data set."""

batching_place = "from torch.utils.data import Subset"
