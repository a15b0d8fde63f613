"""Mixed precision, where the device has it."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

Mixed = Literal["auto", "bf16", "fp16"] | None

_KINDS = {"bf16": torch.bfloat16, "fp16": torch.float16}


class Precision:
    """Takes steps in the precision that was chosen.

    Parameters
    ----------
    kind : {"float32", "bf16", "fp16"}
    device : torch.device
    note : str
        What to tell whoever asked for another one.

    Examples
    --------
    >>> Precision("float32", torch.device("cpu")).kind
    'float32'
    """

    def __init__(self, kind: str, device: torch.device, note: str = "") -> None:
        self.kind = kind
        self.note = note
        self._device = device.type
        # Gradients of fp16 fall below its smallest number unless the loss is scaled up.
        self.scaler: Any = _scaler() if kind == "fp16" else None

    def autocast(self) -> AbstractContextManager:
        """Return the context in which model and loss are computed."""
        if self.kind == "float32":
            return nullcontext()
        return torch.autocast(self._device, dtype=_KINDS[self.kind])

    def step(
        self, loss: Tensor, model: nn.Module, optimizer: Optimizer, clip: float | None
    ) -> None:
        """Go back through the loss and take one step.

        Parameters
        ----------
        loss : torch.Tensor
            0-d.
        model : torch.nn.Module
        optimizer : torch.optim.Optimizer
        clip : float or None
            Largest norm of all gradients together.
        """
        if self.scaler is None:
            loss.backward()
            _clip(model, clip)
            optimizer.step()
            return
        self.scaler.scale(loss).backward()
        if clip is not None:
            self.scaler.unscale_(optimizer)
            _clip(model, clip)
        self.scaler.step(optimizer)
        self.scaler.update()

    def state_dict(self) -> dict[str, Any]:
        """Return the state of the loss scaling."""
        return {} if self.scaler is None else self.scaler.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on with that scaling, if there is any."""
        if self.scaler is not None and state:
            self.scaler.load_state_dict(state)


def choose_precision(mixed: Mixed, device: torch.device) -> Precision:
    """Choose the precision to train in.

    Parameters
    ----------
    mixed : {None, "auto", "bf16", "fp16"}
        "auto" takes the best the device computes itself: bf16, else fp16 on a CUDA card, else
        float32. What a device does not have is replaced by float32, with a note.
    device : torch.device

    Returns
    -------
    Precision

    Raises
    ------
    ValueError
        If the name is unknown.

    Examples
    --------
    >>> choose_precision("fp16", torch.device("cpu")).note
    'mixed precision: fp16 needs a CUDA card, this is cpu; training in float32'
    """
    if mixed not in (None, "auto", *_KINDS):
        raise ValueError(f"mixed_precision is {mixed!r}; expected None, 'auto', 'bf16' or 'fp16'")
    if mixed is None:
        return Precision("float32", device)
    if mixed == "fp16":
        if device.type == "cuda":
            return Precision("fp16", device)
        return _plain(device, f"fp16 needs a CUDA card, this is {device.type}")
    if has_bf16(device):
        return Precision("bf16", device)
    if mixed == "auto" and device.type == "cuda":
        return Precision("fp16", device)
    return _plain(device, f"this {device.type} does not compute in bf16 itself")


def has_bf16(device: torch.device) -> bool:
    """Tell whether a device computes in bfloat16 itself, rather than by imitation.

    Parameters
    ----------
    device : torch.device

    Returns
    -------
    bool
        False on Apple's graphics, where it depends on the system and gains little.
    """
    if device.type == "cuda":
        # From Ampere on; older cards are asked by recent versions of PyTorch to imitate it.
        return torch.cuda.get_device_capability(device)[0] >= 8 or torch.version.hip is not None
    if device.type != "cpu":
        return False
    asked = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, name, lambda: False)() for name in asked)


def _plain(device: torch.device, why: str) -> Precision:
    return Precision("float32", device, f"mixed precision: {why}; training in float32")


def _scaler() -> Any:
    """Return a scaler of losses, which moved within PyTorch in version 2.3."""
    if hasattr(torch.amp, "GradScaler"):
        return torch.amp.GradScaler("cuda")
    return torch.cuda.amp.GradScaler()


def _clip(model: nn.Module, clip: float | None) -> None:
    if clip is not None:
        nn.utils.clip_grad_norm_(model.parameters(), clip)
