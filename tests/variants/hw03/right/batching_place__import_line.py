"""The line that one would write."""

batching_place = "from torch.utils.data import DataLoader"
