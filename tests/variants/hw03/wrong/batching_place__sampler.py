"""What only shuffles."""

batching_place = "torch.utils.data.RandomSampler"
