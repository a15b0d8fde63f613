"""The state of a network, as it is told to the judge and set again from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from homeroom.grading.judge.framing import WireError
from homeroom.grading.judge.wire import Decoder, Encoder

MAX_PARTS = 20_000


@dataclass
class Known:
    """What the judge has been told of a network: which tensor, in which version, by name.

    Batch norms change their statistics without a new version, so buffers are kept as copies.
    """

    versions: dict[str, tuple[int, int]] = field(default_factory=dict)
    buffers: dict[str, Tensor] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def tell(self, name: str, tensor: Tensor) -> None:
        """Note that the judge has this tensor."""
        self.versions[name] = _version(tensor)
        if not isinstance(tensor, nn.Parameter):
            self.buffers[name] = tensor.detach().clone()

    def has(self, name: str, tensor: Tensor) -> bool:
        """Whether the judge has this tensor as it is now."""
        if self.versions[name] != _version(tensor):
            return False
        return name not in self.buffers or torch.equal(self.buffers[name], tensor)


def tensors(module: nn.Module) -> Iterator[tuple[str, Tensor, bool]]:
    """Every parameter and buffer by name (shared ones under each name), and whether it is one."""
    for name, parameter in module.named_parameters(remove_duplicate=False):
        yield name, parameter, True
    for name, buffer in module.named_buffers(remove_duplicate=False):
        yield name, buffer, False


def described(module: nn.Module, encoder: Encoder) -> tuple[dict, Known]:
    """Describe a network: its parts with their modes, its parameters and buffers with values."""
    known = Known()
    first: dict[int, str] = {}
    rows = []
    for name, tensor, is_parameter in tensors(module):
        row: dict[str, Any] = {"n": name, "p": is_parameter}
        if id(tensor) in first:
            row["same"] = first[id(tensor)]
        elif is_lazy(tensor):
            row["lazy"] = True
        else:
            row["v"] = _value(tensor, encoder)
            row["g"] = bool(tensor.requires_grad)
            if is_parameter and type(tensor) is not nn.Parameter:
                raise WireError(f"{name} is {type(tensor).__name__}, expected a Parameter")
        first.setdefault(id(tensor), name)
        rows.append(row)
        known.tell(name, tensor)
    parts = [
        {"n": name, "c": type(part).__name__[:80], "m": bool(part.training)}
        for name, part in module.named_modules(remove_duplicate=False)
    ]
    if len(rows) + len(parts) > MAX_PARTS:
        raise WireError(f"a network of more than {MAX_PARTS} parts")
    known.names = tuple(known.versions)
    return {"tensors": rows, "parts": parts}, known


def _value(tensor: Tensor, encoder: Encoder) -> Any:
    return encoder.encode(torch.Tensor.detach(tensor))


def _version(tensor: Tensor) -> tuple[int, int]:
    return id(tensor), -1 if is_lazy(tensor) else tensor._version


def news(module: nn.Module, known: Known, encoder: Encoder) -> dict | None:
    """What has changed in a network since the judge was told last, or None.

    A network whose parts are others than before is described anew.
    """
    now = {name: tensor for name, tensor, _ in tensors(module)}
    if tuple(now) != known.names or any(
        known.versions[name][0] != id(tensor) or known.versions[name][1] == -1
        for name, tensor in now.items()
        if not is_lazy(tensor)
    ):
        structure, fresh = described(module, encoder)
        known.versions, known.buffers, known.names = fresh.versions, fresh.buffers, fresh.names
        return {"structure": structure}
    changed = [name for name, tensor in now.items() if not known.has(name, tensor)]
    if not changed:
        return None
    for name in changed:
        known.tell(name, now[name])
    return {"values": [[name, _value(now[name], encoder)] for name in changed]}


def apply_state(
    module: nn.Module, known: Known, state: Mapping[str, Any], decoder: Decoder
) -> dict[int, Tensor]:
    """Set what the judge has changed; the parameters that take part in a gradient, by number."""
    now = {name: tensor for name, tensor, _ in tensors(module)}
    for name, node in state.get("values", []):
        _set(now[name], decoder.decode(node))
        known.tell(name, now[name])
    for name, flag in state.get("flags", []):
        now[name].requires_grad_(bool(flag))
    modes = dict(state.get("modes", []))
    if modes:
        # The usual case, through the network's own method: it may do more than set a flag.
        if len(set(modes.values())) == 1:
            module.train(bool(next(iter(modes.values()))))
        else:
            for name, part in module.named_modules():
                part.training = bool(modes.get(name, part.training))
    return {number: now[name] for name, number in state.get("inputs", [])}


def _set(tensor: Tensor, value: Tensor) -> None:
    if tensor.shape != value.shape:
        raise WireError(f"a value of shape {tuple(value.shape)} for one of {tuple(tensor.shape)}")
    if tensor.dtype != value.dtype:
        tensor.data = value  # the test has asked for another precision
    else:
        with torch.no_grad():
            tensor.copy_(value)
