"""Weight decay is switched off."""

# typical

settings = {"epochs": 10, "batch_size": 64, "lr": 0.001, "weight_decay": 0}
