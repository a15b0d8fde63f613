"""With the brackets of a call."""

adam_place = "torch.optim.Adam()"
