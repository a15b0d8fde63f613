"""Codes and reconstructions of an autoencoder over a data set."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn

from helpers.batches import Batches, batches, forward
from helpers.cases import in_order
from helpers.layers import device_of
from helpers.modes import mode


@torch.no_grad()
def encode(
    encoder: nn.Module, data: Batches, *, limit: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Collect what an encoder makes of a data set.

    Parameters
    ----------
    encoder : torch.nn.Module
        Gives codes (B, D); run in eval mode, which is undone. One that takes flat images:
        ``nn.Sequential(nn.Flatten(), model.encoder)``.
    data : iterable of (x, y)
        Batches; a loader that shuffles is read in the order of its data set.
    limit : int, optional
        Stop after so many examples.

    Returns
    -------
    codes : numpy.ndarray
        float32, shape (N, D); maps are flattened.
    labels : numpy.ndarray
        Shape (N,).

    Examples
    --------
    >>> codes, labels = encode(nn.Linear(4, 2), [(torch.zeros(5, 4), torch.arange(5))])
    >>> codes.shape, labels.shape
    ((5, 2), (5,))
    """
    codes, labels = [], []
    for _, out, y in _passed(encoder, data, limit):
        codes.append(out.flatten(1))
        labels.append(y.cpu())
    return torch.cat(codes)[:limit].numpy(), torch.cat(labels)[:limit].numpy()


@torch.no_grad()
def reconstruct(model: nn.Module, data: Batches, *, limit: int = 10) -> tuple[Tensor, Tensor]:
    """Run the first images of a data set through an autoencoder.

    Parameters
    ----------
    model : torch.nn.Module
        Gives images back, in any shape; run in eval mode, which is undone.
    data : iterable of (x, y)
        Batches; a loader that shuffles is read in the order of its data set.
    limit : int
        How many images.

    Returns
    -------
    inputs : torch.Tensor
        Shape (N, ...), on the processor.
    outputs : torch.Tensor
        Same shape.

    Raises
    ------
    ValueError
        If the model gives another number of pixels than it took.

    Examples
    --------
    >>> inputs, outputs = reconstruct(nn.Flatten(), [(torch.ones(4, 1, 2, 2), torch.zeros(4))])
    >>> outputs.shape
    torch.Size([4, 1, 2, 2])
    """
    inputs, outputs = [], []
    for x, out, _ in _passed(model, data, limit):
        if out.numel() != x.numel():
            raise ValueError(
                f"the model turned {tuple(x.shape)} into {tuple(out.shape)}; expected as many "
                "pixels as went in"
            )
        inputs.append(x.cpu())
        outputs.append(out.reshape(x.shape))
    return torch.cat(inputs)[:limit], torch.cat(outputs)[:limit]


def _passed(
    model: nn.Module, data: Batches, limit: int | None
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Yield input, output (float32, on the processor) and labels, batch by batch."""
    count = 0
    with mode(model, training=False):
        for x, y in batches(in_order(data), device_of(model)):
            yield x, forward(model, x).to("cpu", torch.float32), y
            count += len(x)
            if limit is not None and count >= limit:
                break
