"""The module of schedules for the rate."""

adam_place = "torch.optim.lr_scheduler"
