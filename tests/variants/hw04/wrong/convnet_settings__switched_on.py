"""True for "yes, with decay"."""

settings = {"epochs": 10, "batch_size": 64, "lr": 0.001, "weight_decay": True}
