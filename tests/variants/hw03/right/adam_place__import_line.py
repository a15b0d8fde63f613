"""The line that one would write."""

adam_place = "from torch.optim import Adam"
