"""The module only."""

# typical

batching_place = "torch.utils.data"
