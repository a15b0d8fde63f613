"""What makes batches of numbers, not of pictures."""

batching_place = "torch.utils.data.BatchSampler"
