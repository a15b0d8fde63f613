"""Below the layers."""

adam_place = "torch.nn.optim.Adam"
