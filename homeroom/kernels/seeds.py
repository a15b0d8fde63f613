"""Random numbers of a process: forks share the template's state, so each is seeded."""

from __future__ import annotations

import hashlib
import random

import numpy as np
import torch


def seed(text: str) -> None:
    """Seed NumPy, torch and Python by a text.

    Examples
    --------
    >>> seed("a digest")
    >>> first = random.random(), np.random.rand(), torch.rand(1).item()
    >>> seed("a digest")
    >>> first == (random.random(), np.random.rand(), torch.rand(1).item())
    True
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    seed_with(number)
    torch.manual_seed(number)  # of a graphics card too, where there is one


def seed_with(number: int) -> None:
    """Seed NumPy, torch's processor and Python by a number, quickly.

    `torch.manual_seed` notes each time, for a graphics card, who has called it.
    """
    random.seed(number)
    np.random.seed(number % 2**32)
    torch.default_generator.manual_seed(number)
