"""Random numbers of a kernel: forks share the template's state, so each is seeded."""

from __future__ import annotations

import hashlib
import random

import numpy as np
import torch


def seed(text: str) -> None:
    """Seed NumPy, torch and Python.

    Examples
    --------
    >>> seed("a digest")
    >>> first = random.random(), np.random.rand(), torch.rand(1).item()
    >>> seed("a digest")
    >>> first == (random.random(), np.random.rand(), torch.rand(1).item())
    True
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)
