"""Which layers a network runs, seen from the calculations it makes."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from helpers.modes import mode
from helpers.testing.modules import check_module

_MAX_POOLINGS = {"max_pool2d_with_indices", "adaptive_max_pool2d", "mkldnn_max_pool2d"}
_RELUS = {"relu", "relu_", "threshold", "threshold_"}
_FROM_BELOW = {"clamp", "clamp_", "clamp_min", "clamp_min_", "hardtanh", "hardtanh_"}
_PRODUCTS = {"addmm", "mm", "bmm", "addmv", "mv", "linear", "baddbmm"}
# After these a tensor no longer holds the windows it was cut into, only one number of each.
_REDUCTIONS = {"amax", "amin", "max", "min", "mean", "sum", "median", "std", "var", "prod"}
_Layer = dict[str, Any]


def record_layers(model: nn.Module, x: Tensor) -> list[_Layer]:
    """Run a network once, in eval mode, and list its convolutions, max-poolings and linear layers.

    They are seen in what is computed, so it does not matter whether they are modules, functions
    or a class of one's own. Meant for a fixture of :func:`helpers.testing.probe`.

    Parameters
    ----------
    model : torch.nn.Module
        Its mode is left as it was.
    x : torch.Tensor
        A batch (N, C, H, W).

    Returns
    -------
    list of dict
        In the order they ran, plain values only. ``kind`` is ``"convolution"`` (with
        ``kernel``, ``stride``, ``channels`` in and out, ``map``, and ``registered``: whether
        its filters are parameters of the model or made from them), ``"max pooling"`` (with
        ``map``) or ``"linear"`` (with ``features`` in and out, and ``window``: the height and
        width of the windows into which ``unfold`` has cut what is multiplied, as in a
        convolution that is written as a product; None elsewhere). ``map`` is the height and width
        of what comes out. ``bare`` numbers the convolutions, from 0, whose output arrives here
        without having passed a ReLU.

    Examples
    --------
    >>> model = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
    >>> for layer in record_layers(model, torch.zeros(2, 1, 28, 28)):
    ...     print(layer["kind"], layer["map"], layer["bare"])
    convolution (28, 28) []
    max pooling (14, 14) []
    """
    check_module(model, "Only a network can be recorded")
    recorder = _Recorder(model)
    with mode(model, training=False), torch.no_grad(), recorder:
        model(x)
    return recorder.layers


class _Recorder(TorchDispatchMode):
    """Notes layers, and follows what comes out of convolutions until a ReLU."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.layers: list[_Layer] = []
        self._convolutions = 0
        # By identity; the tensors are kept so that no identity is given away twice.
        self._bare: dict[int, frozenset[int]] = {}
        self._kept: list[Tensor] = []
        # What a convolution gave and what has been made of it so far, for each bare tensor.
        self._since: dict[int, list[Tensor]] = {}
        # The windows that a tensor holds, each as many numbers beside each other.
        self._windows: dict[int, tuple[int, ...]] = {}
        # Parameters, and all that is calculated from them.
        self._registered = {id(one) for one in model.parameters()}

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple = (), kwargs: dict | None = None
    ) -> Any:
        name = func.__name__.partition(".")[0]
        inputs = _tensors([args, kwargs or {}])
        bare = frozenset().union(*(self._bare.get(id(one), frozenset()) for one in inputs))
        since = self._values_since(inputs, written=name.endswith("_"))
        out = func(*args, **(kwargs or {}))
        if name == "convolution":
            after = frozenset([self._convolutions])
            self._convolutions += 1
            registered = id(args[1]) in self._registered
            self._note("convolution", bare, **_convolution(args, out), registered=registered)
        elif name in _MAX_POOLINGS:
            after = bare
            self._note("max pooling", bare, map=tuple(_tensors(out)[0].shape[-2:]))
        elif name in _PRODUCTS:
            after = frozenset()
            features = (inputs[-1].shape[-2] if inputs[-1].ndim > 1 else 1, out.shape[-1])
            windows = [self._windows[id(one)] for one in inputs if id(one) in self._windows]
            self._note("linear", bare, features=features, window=max(windows, default=None))
        elif name in _RELUS or _clips_at_zero(name, args, kwargs or {}) or _rectifies(out, since):
            after = frozenset()
        else:
            after = bare
        window = self._window_of(name, args, inputs)
        for one in _tensors(out):
            if window:
                self._windows[id(one)] = window
            self._bare[id(one)] = after
            self._since[id(one)] = since if after else []
            self._kept.append(one)
            if any(id(given) in self._registered for given in inputs):
                self._registered.add(id(one))
        return out

    def _window_of(self, name: str, args: tuple, inputs: list[Tensor]) -> tuple[int, ...]:
        """Give height and width of the windows that lie in what comes out, if any do."""
        known = next((self._windows[id(one)] for one in inputs if id(one) in self._windows), ())
        if name == "im2col":
            return tuple(args[1])
        if name == "unfold":
            return (*known, args[2])
        if name == "convolution" or name in _MAX_POOLINGS | _PRODUCTS | _REDUCTIONS:
            return ()
        return known

    def _values_since(self, inputs: list[Tensor], written: bool) -> list[Tensor]:
        """List what the bare inputs hold and what they were made of; copies if they change now."""
        found: dict[int, Tensor] = {}
        for one in inputs:
            if self._bare.get(id(one)):
                found.update({id(earlier): earlier for earlier in self._since.get(id(one), [])})
                now = one.clone() if written else one
                found[id(now)] = now
        return list(found.values())

    def _note(self, kind: str, bare: frozenset[int], **what: Any) -> None:
        self.layers.append({"kind": kind, "bare": sorted(bare), **what})


def _convolution(args: tuple, out: Tensor) -> _Layer:
    x, weight = args[0], args[1]
    return {
        "kernel": tuple(weight.shape[2:]),
        "stride": tuple(args[3]),
        "channels": (x.shape[1], out.shape[1]),
        "map": tuple(out.shape[-2:]),
    }


def _clips_at_zero(name: str, args: tuple, kwargs: dict) -> bool:
    """Tell whether this is a ReLU under another name."""
    if name in ("maximum", "fmax"):
        return any(not one.any() for one in _tensors(args))
    if name in ("where", "mul", "mul_"):
        return any(one.dtype == torch.bool for one in _tensors(args))
    bounds = [*args[1:], *kwargs.values()]
    return name in _FROM_BELOW and bool(bounds) and bounds[0] == 0


def _rectifies(out: Any, since: list[Tensor]) -> bool:
    """Tell by its values whether this is the ReLU of something, such as ``(x + x.abs()) / 2``."""
    return any(
        isinstance(out, Tensor)
        and out.shape == one.shape
        and bool((one < 0).any())
        and torch.equal(out, one.clamp(min=0))
        for one in since
    )


def _tensors(value: Any) -> list[Tensor]:
    """List the tensors in the arguments or results of a calculation."""
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, list | tuple):
        return [one for part in value for one in _tensors(part)]
    if isinstance(value, dict):
        return _tensors(list(value.values()))
    return []
