"""A decay of ten thousand: the exponent's sign is forgotten."""

settings = {"epochs": 10, "batch_size": 64, "lr": 0.001, "weight_decay": 1e4}
