"""The networks of the benchmarks."""

from pathlib import Path

import torch
from torch import Tensor, nn


def lenet() -> nn.Module:
    """LeNet-5 with ReLU, for 28 x 28 grey images."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


def convnet() -> nn.Module:
    """Two convolutions of 32 and 64 channels, for 28 x 28 grey images."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(3136, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


class Lean(nn.Module):
    """A network that computes with channels last, and in bfloat16 where the processor has it."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network.to(memory_format=torch.channels_last)
        self.lean = has_bfloat16()

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (B, C) in float32."""
        x = x.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.lean):
            return self.network(x).float()


def has_bfloat16() -> bool:
    """Tell whether the processor multiplies bfloat16 itself."""
    info = Path("/proc/cpuinfo")
    words = set(info.read_text().split()) if info.is_file() else set()
    return bool(words & {"avx512_bf16", "amx_bf16", "bf16"})
