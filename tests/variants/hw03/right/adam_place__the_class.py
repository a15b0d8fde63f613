"""The class itself."""

from torch.optim import Adam

adam_place = Adam
