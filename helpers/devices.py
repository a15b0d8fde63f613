"""The device a model is trained on."""

import torch
from torch import nn

from helpers.runtime import get_device


def choose_device(model: nn.Module, device: torch.device | str | None) -> torch.device:
    """Return the device asked for, else the model's, else the fastest.

    Parameters
    ----------
    model : torch.nn.Module
    device : torch.device, str or None

    Returns
    -------
    torch.device

    Raises
    ------
    ValueError
        If the device is not there.

    Examples
    --------
    >>> choose_device(nn.Linear(1, 1), "cpu")
    device(type='cpu')
    """
    if device is not None:
        return get_device(device)
    now = next((parameter.device for parameter in model.parameters()), torch.device("cpu"))
    return get_device() if now.type == "cpu" else now


def move(model: nn.Module, device: torch.device, channels_last: bool = False) -> None:
    """Move a model, in place.

    Parameters
    ----------
    model : torch.nn.Module
    device : torch.device
    channels_last : bool
        Whether its filters get the channels innermost.

    Raises
    ------
    ValueError
        If the model has no weights yet (device "meta"), or is to lose them.

    Examples
    --------
    >>> move(nn.Linear(1, 1, device="meta"), torch.device("cpu"))
    Traceback (most recent call last):
    ValueError: the model is on the device 'meta', which holds no numbers; ...
    """
    tensors = [*model.parameters(), *model.buffers()]
    if device.type == "meta" or any(tensor.device.type == "meta" for tensor in tensors):
        raise ValueError(
            "the model is on the device 'meta', which holds no numbers; build it without "
            "device='meta', or give it weights with model.to_empty(device='cpu') and "
            "load_state_dict"
        )
    model.to(device)
    if channels_last:
        model.to(memory_format=torch.channels_last)
