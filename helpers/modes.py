"""Train and eval mode, borrowed and given back."""

from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn


@contextmanager
def mode(model: nn.Module, training: bool) -> Iterator[nn.Module]:
    """Hold a model in train or eval mode, then give every part back the mode it had.

    Parts are remembered one by one: a batch norm that was frozen in eval mode inside a training
    model is frozen again afterwards.

    Parameters
    ----------
    model : torch.nn.Module
    training : bool
        True for train mode, False for eval mode.

    Yields
    ------
    torch.nn.Module
        The same model.

    Examples
    --------
    >>> layer = nn.Dropout()
    >>> with mode(layer, training=False):
    ...     layer.training
    False
    >>> layer.training
    True
    """
    before = [(part, part.training) for part in model.modules()]
    try:
        model.train(training)
        yield model
    finally:
        for part, was in before:
            part.training = was
