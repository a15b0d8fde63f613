"""A loader of three numbers."""

batching_place = torch.utils.data.DataLoader([1, 2, 3], batch_size=2, shuffle=True)
