"""Three numbers are still to be chosen."""

settings = {"epochs": None, "batch_size": 64, "lr": None, "weight_decay": None}
