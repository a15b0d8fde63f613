"""The form in which values cross between a test and the student's code: plain data, never code.

A message is a JSON head of limited size and depth, followed by the raw bytes of its arrays. What
is read is built from exact built-in types, NumPy arrays and tensors; nothing in a message names
a class to be made or a function to be called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from homeroom.grading.judge.framing import MAX_BYTES, WireError, exact

MAX_DEPTH = 24

_DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32,
        torch.int16, torch.int8, torch.uint8, torch.bool, torch.complex64, torch.complex128,
    )
}  # fmt: skip
_SCALARS = frozenset(
    np.dtype(code).type for code in (*np.typecodes["AllInteger"], *np.typecodes["AllFloat"], "?")
)

# What becomes of a value that is not plain: the encoder's hook gives a JSON object for it, the
# decoder's hook takes that. Tensors are offered as well, for those that carry gradients.
EncodeHook = Callable[[Any], dict | None]
DecodeHook = Callable[[dict, Any], Any]


class Encoder:
    """Turn values into a JSON tree and a list of raw buffers.

    Parameters
    ----------
    hook : callable, optional
        Called with everything that is not plain, and with every tensor; gives a dictionary to be
        put in its place (for a tensor: beside it), or None.
    """

    def __init__(self, hook: EncodeHook = lambda value: None) -> None:
        self.buffers: list[bytes] = []
        self._hook = hook

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Encode one value."""
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            return value if abs(value) < 2**63 else {"t": "int", "v": str(value)[:5000]}
        if depth > MAX_DEPTH:
            raise WireError(f"values nested more than {MAX_DEPTH} levels deep")
        if kind is list or kind is tuple:
            parts = [self.encode(part, depth + 1) for part in value]
            return {"t": "list" if kind is list else "tuple", "v": parts}
        if kind is dict:
            pairs = [
                [self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()
            ]
            return {"t": "dict", "v": pairs}
        if kind is bytes:
            return {"t": "bytes", "b": self._keep(value)}
        if kind is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if kind is torch.Size:
            return self.encode(tuple(value), depth)
        if kind is torch.device:
            return {"t": "device", "v": str(value)}
        if kind is torch.dtype and str(value).removeprefix("torch.") in _DTYPES:
            return {"t": "dtype", "v": str(value).removeprefix("torch.")}
        if kind is np.ndarray and value.dtype.type in _SCALARS or kind in _SCALARS:
            array = np.ascontiguousarray(value)
            form = "array" if kind is np.ndarray else "scalar"
            return {
                "t": form,
                "d": array.dtype.str,
                "s": list(np.shape(value)),
                "b": self._keep(array.tobytes()),
            }
        if kind is Tensor or kind is nn.Parameter:
            return self._tensor(value)
        found = self._hook(value)
        if found is None:
            raise WireError(f"a value of type {kind.__name__} cannot cross")
        return found

    def _tensor(self, value: Tensor) -> dict:
        # Methods of the base class are named, for attributes of the object may be replaced.
        plain = torch.Tensor.detach(value)
        name = str(plain.dtype).removeprefix("torch.")
        if plain.layout is not torch.strided or plain.is_quantized or name not in _DTYPES:
            raise WireError(
                f"a tensor of layout {plain.layout} and type {plain.dtype} cannot cross"
            )
        if plain.is_meta:
            raise WireError("a tensor on the device meta holds no numbers")
        plain = plain.cpu().resolve_conj().resolve_neg().contiguous()
        content = plain.reshape(-1).view(torch.uint8).numpy().tobytes() if plain.numel() else b""
        beside = self._hook(value) or {}
        head = {"t": "tensor", "d": name, "s": list(plain.shape), "b": self._keep(content)}
        return {**beside, **head}

    def _keep(self, content: bytes) -> int:
        self.buffers.append(content)
        return len(self.buffers) - 1


class Decoder:
    """Build values from a JSON tree and its buffers, believing nothing.

    Parameters
    ----------
    buffers : list of bytes-like
    hook : callable, optional
        Called with a node that is not plain and None, or with a tensor's node and the tensor;
        gives the value.
    """

    def __init__(self, buffers: list[bytes], hook: DecodeHook | None = None) -> None:
        self._buffers = buffers
        self._hook = hook
        self._taken = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        """Decode one node.

        Raises
        ------
        WireError
            If the node is not in the form.
        """
        kind = type(node)
        if node is None or kind in (bool, str, float, int):
            return node
        if kind is not dict or depth > MAX_DEPTH + 1:
            raise WireError("a message of an unknown form")
        try:
            return self._decode(node, depth)
        except (KeyError, TypeError, ValueError, OverflowError, IndexError, RuntimeError) as error:
            raise WireError(f"a damaged message ({type(error).__name__})") from None

    def _decode(self, node: dict, depth: int) -> Any:
        match node.get("t"):
            case "list":
                return [self.decode(part, depth + 1) for part in exact(node["v"], list)]
            case "tuple":
                return tuple(self.decode(part, depth + 1) for part in exact(node["v"], list))
            case "dict":
                pairs = [exact(pair, list) for pair in exact(node["v"], list)]
                return {self.decode(k, depth + 1): self.decode(v, depth + 1) for k, v in pairs}
            case "int":
                return int(exact(node["v"], str)[:5000])
            case "complex":
                real, imaginary = exact(node["v"], list)
                return complex(float(real), float(imaginary))
            case "bytes":
                return bytes(self._buffer(node))
            case "device":
                return torch.device(exact(node["v"], str)[:20])
            case "dtype":
                return _DTYPES[exact(node["v"], str)]
            case "array" | "scalar" as form:
                dtype = np.dtype(exact(node["d"], str)[:8])
                if dtype.type not in _SCALARS:
                    raise WireError("an array of something else than numbers")
                array = np.frombuffer(self._buffer(node), dtype).reshape(_shape(node)).copy()
                return array if form == "array" else array.reshape(()).dtype.type(array.item())
            case "tensor":
                return self._tensor(node)
        if self._hook is None:
            raise WireError("a message of an unknown form")
        return self._hook(node, None)

    def _tensor(self, node: dict) -> Any:
        dtype, shape = _DTYPES[exact(node["d"], str)], _shape(node)
        content = bytearray(self._buffer(node))
        count = int(np.prod(shape, dtype=np.int64)) if shape else 1
        if len(content) != count * dtype.itemsize:
            raise WireError("a tensor with too many or too few bytes")
        flat = torch.frombuffer(content, dtype=dtype) if content else torch.empty(0, dtype=dtype)
        tensor = flat.reshape(shape)
        return tensor if self._hook is None else self._hook(node, tensor)

    def _buffer(self, node: dict) -> bytes:
        index = exact(node["b"], int)
        if not 0 <= index < len(self._buffers):
            raise WireError("a message that lacks some of its bytes")
        # One buffer can be named many times, and is copied each time.
        self._taken += len(self._buffers[index])
        if self._taken > MAX_BYTES:
            raise WireError("a message that becomes too large")
        return self._buffers[index]


def _shape(node: dict) -> tuple[int, ...]:
    shape = tuple(exact(size, int) for size in exact(node["s"], list))
    if len(shape) > 32 or any(not 0 <= size <= MAX_BYTES for size in shape):
        raise WireError("a shape that cannot be")
    return shape
