"""No epoch at all."""

settings = {"epochs": 0, "batch_size": 64, "lr": 0.001, "weight_decay": 1e-4}
