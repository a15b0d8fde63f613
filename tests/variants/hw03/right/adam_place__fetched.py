"""The class, fetched by its name through two objects."""

import functools

adam_place = functools.reduce(getattr, ["optim", "Adam"], torch)
