"""Holds the kind of optimiser and the activation as well."""

settings = {"optimizer": torch.optim.AdamW, "activation": nn.ReLU(), "schedule": None}
settings |= {"epochs": 12, "batch_size": 256, "lr": 1e-3, "weight_decay": 1e-2}
