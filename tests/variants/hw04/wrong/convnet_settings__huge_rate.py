"""A rate of a thousand: the exponent's sign is forgotten."""

settings = {"epochs": 10, "batch_size": 64, "lr": 1e3, "weight_decay": 1e-4}
