"""A comma too many makes a tuple of a number."""

settings = {"epochs": 10, "batch_size": 64, "weight_decay": 1e-4}
settings["lr"] = (0.001,)
