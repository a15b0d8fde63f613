"""Computed: the rate grows with the batch."""


def for_batch(size):
    return {"weight_decay": 5e-4, "lr": 1e-3 * size / 64, "epochs": 12, "batch_size": size}


settings = for_batch(256)
