"""The innermost file."""

adam_place = "torch.optim.adam.Adam"
