"""What only shuffles numbers."""

batching_place = "torch.randperm"
