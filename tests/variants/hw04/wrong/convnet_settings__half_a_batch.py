"""A division that gives a fraction for the batch size."""

# typical

settings = {"epochs": 10, "batch_size": 128 / 2, "lr": 0.001, "weight_decay": 1e-4}
