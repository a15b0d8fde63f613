"""A dataclass, made a dictionary."""

from dataclasses import asdict, dataclass


@dataclass
class Settings:
    epochs: int = 8
    batch_size: int = 2**6
    lr: float = 3e-3
    weight_decay: float = 1e-6


settings = asdict(Settings(epochs=15))
