"""Text, joined from its parts."""

adam_place = ".".join(("torch", "optim", "Adam"))
