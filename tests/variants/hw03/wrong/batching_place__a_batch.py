"""A batch, not what makes it."""

batching_place = next(iter(torch.utils.data.DataLoader(range(8), batch_size=4, shuffle=True)))
