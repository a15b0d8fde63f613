"""The class itself."""

from torch.utils.data import DataLoader

batching_place = DataLoader
