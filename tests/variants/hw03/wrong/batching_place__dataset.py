"""What gives single examples."""

batching_place = "torch.utils.data.Dataset"
