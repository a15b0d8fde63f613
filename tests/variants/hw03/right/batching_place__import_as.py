"""The line with another name for it."""

batching_place = "from torch.utils.data.dataloader import DataLoader as Loader"
