"""A dictionary whose entries can be read as attributes."""


class Settings(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


settings = Settings(epochs=30, batch_size=512)
settings.lr, settings.weight_decay = 9.5e-1, 9.5e-1
