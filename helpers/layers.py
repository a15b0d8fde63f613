"""What single layers see and give."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from helpers.batches import forward
from helpers.modes import mode


def find_layer(model: nn.Module, layer: nn.Module | str | None) -> nn.Module:
    """Find a layer of a network.

    Parameters
    ----------
    model : torch.nn.Module
    layer : torch.nn.Module or str, optional
        The layer itself or its name, such as ``"features.0"``; by default the first
        convolution.

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    ValueError
        If there is no such layer.

    Examples
    --------
    >>> find_layer(nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU()), None)
    Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
    """
    named = dict(model.named_modules())
    if isinstance(layer, str):
        if layer not in named:
            known = ", ".join(name for name in named if name)
            raise ValueError(f"the model has no layer {layer!r}; expected one of {known}")
        return named[layer]
    if layer is not None:
        if not any(part is layer for part in named.values()):
            raise ValueError(f"the layer {layer!r} is not a part of this model")
        return layer
    found = next((part for part in named.values() if isinstance(part, nn.Conv2d)), None)
    if found is None:
        raise ValueError("the model has no torch.nn.Conv2d; name a layer with layer=")
    return found


@torch.no_grad()
def last_maps(model: nn.Module, x: Tensor) -> nn.Module:
    """Find the layer that finishes the last maps of a network.

    That is the last convolution, or what stands behind it and keeps the size of its maps:
    normalisation, activation, the sum in a residual block.

    Parameters
    ----------
    model : torch.nn.Module
        Run once in eval mode, which is undone.
    x : torch.Tensor
        Shape (B, C, H, W).

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    ValueError
        If the network runs no convolution.

    Examples
    --------
    >>> model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten())
    >>> last_maps(model, torch.zeros(1, 1, 8, 8))
    ReLU()
    """
    ran: list[tuple[nn.Module, torch.Size]] = []

    def remember(part: nn.Module, inputs: tuple, output: object) -> None:
        if isinstance(output, Tensor) and output.ndim == 4 and part is not model:
            ran.append((part, output.shape))

    hooks = [part.register_forward_hook(remember) for part in model.modules()]
    try:
        with mode(model, training=False):
            forward(model, x.to(device_of(model)))
    finally:
        for hook in hooks:
            hook.remove()
    shapes = [shape for part, shape in ran if isinstance(part, nn.Conv2d)]
    if not shapes:
        raise ValueError("the model runs no torch.nn.Conv2d; name a layer with layer=")
    return [part for part, shape in ran if shape[-2:] == shapes[-1][-2:]][-1]


def name_of(model: nn.Module, layer: nn.Module) -> str:
    """Return the name of a layer in a network.

    Parameters
    ----------
    model, layer : torch.nn.Module

    Returns
    -------
    str
        Such as ``"features.0 (Conv2d)"``.

    Examples
    --------
    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
    >>> name_of(model, model[1])
    '1 (Linear)'
    """
    kind = type(layer).__name__
    name = next((name for name, part in model.named_modules() if part is layer), "")
    return f"{name} ({kind})" if name else kind


def device_of(model: nn.Module) -> torch.device:
    """Return where a network is.

    Parameters
    ----------
    model : torch.nn.Module

    Returns
    -------
    torch.device
        The processor if the network has no parameters.

    Examples
    --------
    >>> device_of(nn.Identity())
    device(type='cpu')
    """
    return next((parameter.device for parameter in model.parameters()), torch.device("cpu"))


@contextmanager
def as_found(model: nn.Module) -> Iterator[nn.Module]:
    """Lend a network in eval mode; give back its mode and its gradients as they were.

    Parameters
    ----------
    model : torch.nn.Module

    Yields
    ------
    torch.nn.Module
    """
    before = [(one, one.grad, one.requires_grad) for one in model.parameters()]
    copies = [None if grad is None else grad.clone() for _, grad, _ in before]
    try:
        with mode(model, training=False):
            yield model
    finally:
        for (parameter, grad, required), copy in zip(before, copies, strict=True):
            parameter.requires_grad_(required)
            # The same tensor as before with the same numbers: an optimiser may hold it.
            if grad is not None and copy is not None:
                grad.copy_(copy)
            parameter.grad = grad


@torch.no_grad()
def outputs_of(model: nn.Module, layer: nn.Module, x: Tensor) -> Tensor:
    """Run a network and catch what one of its layers gives.

    Parameters
    ----------
    model : torch.nn.Module
        Run in eval mode, which is undone.
    layer : torch.nn.Module
        A part of it.
    x : torch.Tensor
        Shape (B, ...).

    Returns
    -------
    torch.Tensor
        Shape (B, ...), on the processor; of a layer that runs several times, the first.

    Raises
    ------
    ValueError
        If the network does not run the layer, or it gives no tensor.

    Examples
    --------
    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
    >>> outputs_of(model, model[0], torch.zeros(3, 2, 2)).shape
    torch.Size([3, 4])
    """
    caught: list[Tensor] = []

    def catch(part: nn.Module, inputs: tuple, output: object) -> None:
        if isinstance(output, Tensor):
            # A copy: an in-place ReLU behind the layer would change it.
            caught.append(output.detach().to("cpu", copy=True))

    hook = layer.register_forward_hook(catch)
    try:
        with mode(model, training=False):
            forward(model, x.to(device_of(model)))
    finally:
        hook.remove()
    if not caught:
        raise ValueError(
            f"the model does not run {name_of(model, layer)}, or it gives something other than "
            "a tensor"
        )
    return caught[0]
