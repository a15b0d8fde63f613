"""What joins a batch that has been chosen."""

batching_place = "torch.utils.data.default_collate"
