"""The module only."""

batching_place = "torch.utils.data"
