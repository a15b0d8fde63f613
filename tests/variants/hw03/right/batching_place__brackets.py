"""With the brackets of a call."""

batching_place = "torch.utils.data.DataLoader()"
