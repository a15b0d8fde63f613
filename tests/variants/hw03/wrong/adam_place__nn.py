"""Among the layers."""

adam_place = "torch.nn.Adam"
