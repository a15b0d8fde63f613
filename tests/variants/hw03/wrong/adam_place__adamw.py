"""Another optimiser."""

# typical

adam_place = "torch.optim.AdamW"
