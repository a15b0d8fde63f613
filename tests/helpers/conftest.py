import pytest
import torch
from torch import nn

from helpers.data import Data, load_data


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    # The networks here are tiny, and the machine may be shared: threads would only wait.
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch):
    for name in ("HELPERS_DATA", "HELPERS_DATA_DIR", "HELPERS_MODELS_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def digits() -> Data:
    return load_data("mnist", source="sample", device="cpu")


@pytest.fixture
def linear() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


@pytest.fixture
def blobs():
    """Two groups of points, 5 batches of 8 and a ragged one of 3."""
    generator = torch.Generator().manual_seed(1)
    y = torch.arange(43) % 2
    x = torch.randn(43, 4, generator=generator) + 3 * y[:, None]
    return [(x[i : i + 8], y[i : i + 8]) for i in range(0, 43, 8)]
