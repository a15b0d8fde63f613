"""A dictionary that has an answer for every key."""

from collections import defaultdict

settings = defaultdict(lambda: None, epochs=1, batch_size=1, lr=1e-5)
settings.update(weight_decay=1e-12)
