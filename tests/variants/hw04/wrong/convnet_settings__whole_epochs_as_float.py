"""1e1 epochs: a float, which no loop can count."""

settings = {"epochs": 1e1, "batch_size": 64, "lr": 0.001, "weight_decay": 1e-4}
