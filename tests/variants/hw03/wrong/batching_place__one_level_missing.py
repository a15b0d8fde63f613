"""Without data."""

batching_place = "torch.utils.DataLoader"
