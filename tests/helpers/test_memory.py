"""Memory that steps use again."""

import subprocess
import sys

import pytest
import torch

from helpers import memory

# Tensors are below 2 MB, so that Linux cannot give them large pages; glibc moves its thresholds as
# programs free memory, so here they are fixed where they begin.
PROGRAM = """
import ctypes, resource, torch
from torch import nn
from helpers import fit

for threshold in (-1, -3):
    ctypes.CDLL(None).mallopt(threshold, 128 * 1024)

counts = []
def count(*_):
    counts.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)

torch.set_num_threads(1)
net = nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                    nn.Linear(32 * 14 * 14, 2))
x, y = torch.randn(16, 1, 28, 28), torch.randint(0, 2, (16,))
fit(net, [(x, y)] * 5, epochs=4, lr=0.01, device="cpu", progress=False, on_epoch=count)
# Of the epoch with the fewest: what happens once, anywhere in the process, is no matter.
print(min(after - before for before, after in zip(counts, counts[1:])) / 5)
"""


def faults_a_step(program: str) -> float:
    """Run a program that trains; return how many new pages each of its later steps asked for."""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return float(run.stdout)


@pytest.mark.skipif(memory._glibc() is None, reason="no glibc")
def test_a_step_of_training_uses_the_memory_of_the_last_one() -> None:
    assert faults_a_step(PROGRAM) < 100


@pytest.mark.skipif(memory._glibc() is None, reason="no glibc")
def test_without_that_each_step_asks_for_many_pages() -> None:
    """Otherwise the test above would hold anyway."""
    without = "import helpers.memory as m\nm._glibc = lambda: None\n"
    assert faults_a_step(without + PROGRAM) > 500


def test_settings_are_the_usual_ones_again_even_after_an_error(monkeypatch) -> None:
    told: list[tuple[int, int]] = []

    class Library:
        def mallopt(self, name: int, value: int) -> None:
            told.append((name, value))

        def malloc_trim(self, left: int) -> None:
            told.append((0, left))

    monkeypatch.setattr(memory, "_glibc", Library)
    with pytest.raises(KeyError), memory.kept_memory(torch.device("cpu")):
        assert told == list(memory._KEPT.items())
        raise KeyError
    assert told[2:] == [*memory._USUAL.items(), (0, 0)]


def test_a_device_with_its_own_memory_is_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(memory, "_glibc", lambda: pytest.fail("asked for the C library"))
    with memory.kept_memory(torch.device("meta")):
        pass


def test_a_system_without_glibc_is_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(memory, "_glibc", lambda: None)
    with memory.kept_memory(torch.device("cpu")):
        pass
