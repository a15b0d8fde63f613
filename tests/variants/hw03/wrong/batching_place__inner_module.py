"""The innermost module only."""

batching_place = "import torch.utils.data.dataloader"
