"""Among the layers."""

# typical

adam_place = "torch.nn.Adam"
