import random
import sys

import pytest


@pytest.fixture(autouse=True)
def same_random_numbers_in_every_order():
    """Start every test with the same random numbers, whatever ran before it in its process."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)
