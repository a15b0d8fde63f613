"""What gives single examples."""

# typical

batching_place = "torch.utils.data.Dataset"
