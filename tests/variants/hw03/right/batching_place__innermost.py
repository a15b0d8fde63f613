"""The innermost file."""

batching_place = "torch.utils.data.dataloader.DataLoader"
