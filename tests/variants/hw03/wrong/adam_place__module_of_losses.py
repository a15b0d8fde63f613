"""A module without it."""

# typical

adam_place = "torch.nn"
