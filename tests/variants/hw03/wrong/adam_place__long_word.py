"""The module's name written out."""

adam_place = "torch.optimizers.Adam"
