"""Minus one for "all pictures"."""

settings = {"epochs": 10, "batch_size": -1, "lr": 0.001, "weight_decay": 1e-4}
