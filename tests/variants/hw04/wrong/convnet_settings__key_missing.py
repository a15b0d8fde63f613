"""No batch size."""

settings = {"epochs": 10, "lr": 0.001, "weight_decay": 1e-4}
