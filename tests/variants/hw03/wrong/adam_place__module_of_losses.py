"""A module without it."""

adam_place = "torch.nn"
