"""Another optimiser."""

adam_place = "torch.optim.AdamW"
