"""A rate of zero."""

settings = {"epochs": 10, "batch_size": 64, "lr": 0, "weight_decay": 1e-4}
