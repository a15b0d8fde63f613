"""The module in which it lives."""

adam_place = "torch.optim"
