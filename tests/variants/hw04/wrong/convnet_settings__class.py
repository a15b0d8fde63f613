"""Attributes of a class."""


class settings:
    epochs, batch_size, lr, weight_decay = 10, 64, 0.001, 1e-4
