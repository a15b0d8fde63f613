"""What only shuffles."""

# typical

batching_place = "torch.utils.data.RandomSampler"
