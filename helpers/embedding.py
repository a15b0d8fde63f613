"""What a network sees just before it decides."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from helpers.batches import Batches, batches, forward
from helpers.loader import TensorLoader
from helpers.modes import mode


@torch.no_grad()
def last_features(
    model: nn.Module, data: Batches, *, limit: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Collect the input of the last linear layer that a network runs.

    Parameters
    ----------
    model : torch.nn.Module
        A network that ends in a ``torch.nn.Linear``; run in eval mode, which is undone.
    data : iterable of (x, y)
        Batches; a ``TensorLoader`` is read in order.
    limit : int, optional
        Stop after so many examples.

    Returns
    -------
    features : numpy.ndarray
        float32, shape (N, D).
    labels : numpy.ndarray
        Shape (N,).

    Raises
    ------
    ValueError
        If the network runs no linear layer.

    Examples
    --------
    >>> model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    >>> features, labels = last_features(model, [(torch.zeros(5, 4), torch.zeros(5))])
    >>> features.shape, labels.shape
    ((5, 3), (5,))
    """
    device = next((parameter.device for parameter in model.parameters()), torch.device("cpu"))
    ordered = data.in_order() if isinstance(data, TensorLoader) else data
    seen: dict[str, Tensor] = {}

    def remember(layer: nn.Module, inputs: tuple[Any, ...]) -> None:
        seen["last"] = inputs[0]

    # The last layer to run, not the last in the list of modules: these differ when layers are
    # built in another order than forward uses them.
    linear = [part for part in model.modules() if isinstance(part, nn.Linear)]
    hooks = [part.register_forward_pre_hook(remember) for part in linear]
    features, labels, count = [], [], 0
    try:
        with mode(model, training=False):
            for x, y in batches(ordered, device):
                forward(model, x)
                if "last" not in seen:
                    raise ValueError(
                        "the network runs no torch.nn.Linear; expected one at its end, whose "
                        "input are the features"
                    )
                features.append(seen.pop("last").flatten(1).float().cpu())
                labels.append(y.cpu())
                count += len(y)
                if limit is not None and count >= limit:
                    break
    finally:
        for hook in hooks:
            hook.remove()
    return torch.cat(features)[:limit].numpy(), torch.cat(labels)[:limit].numpy()
