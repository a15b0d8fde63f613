"""A relative of Adam."""

adam_place = "torch.optim.Adamax"
