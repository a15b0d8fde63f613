"""What a network is made of, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from helpers.layers import as_found, device_of
from helpers.optional import need

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Summary:
    """Layers of a network in the order they run.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per layer without parts: ``layer`` (its name), ``kind``, ``output`` (shape),
        ``parameters``, ``trainable``, ``multiply_adds``.
    text : str
        The whole tree as torchinfo prints it.
    parameters, trainable, multiply_adds : int
        Of the whole network; multiplications and additions for the given input.
    """

    frame: pd.DataFrame
    text: str
    parameters: int
    trainable: int
    multiply_adds: int

    def __repr__(self) -> str:
        """Show the tree."""
        return self.text

    def _repr_html_(self) -> str:
        total = (
            f"<p>{self.parameters:,} parameters, {self.trainable:,} of them trainable; "
            f"{self.multiply_adds:,} multiply-adds</p>"
        )
        return self.frame.to_html(index=False, float_format="{:,.0f}".format) + total


def summarize(model: nn.Module, x: Tensor | Sequence[int]) -> Summary:
    """Tabulate the layers of a network, their output shapes and parameters.

    Parameters
    ----------
    model : torch.nn.Module
        Run once in eval mode without gradients; mode and gradients are left as they are.
    x : torch.Tensor or sequence of int
        A batch as the network expects it, or its shape, such as ``(1, 1, 28, 28)``.

    Returns
    -------
    Summary

    Raises
    ------
    ModuleNotFoundError
        If torchinfo is not installed.
    RuntimeError
        If the network cannot take such a batch.
    """
    torchinfo = need("torchinfo", "torchinfo", "A model summary")
    device = device_of(model)
    batch = x.to(device) if isinstance(x, Tensor) else torch.zeros(tuple(x), device=device)
    with as_found(model):
        try:
            found = torchinfo.summary(model, input_data=batch, mode="eval", verbose=0, depth=9)
        except RuntimeError as error:
            cause = error.__cause__ or error
            raise RuntimeError(
                f"the model cannot take x of shape {tuple(batch.shape)}: "
                f"{(str(cause).splitlines() or [''])[0]}"
            ) from None
    names = {id(part): name for name, part in model.named_modules()}
    return Summary(
        frame=_table(found.summary_list, names),
        text=str(found),
        parameters=int(found.total_params),
        trainable=int(found.trainable_params),
        multiply_adds=int(found.total_mult_adds),
    )


def _table(layers: Sequence[Any], names: dict[int, str]) -> pd.DataFrame:
    """Tabulate the layers that have no parts and were run."""
    import pandas as pd

    rows = [
        {
            "layer": names.get(layer.layer_id, layer.var_name),
            "kind": layer.class_name,
            "output": tuple(layer.output_size),
            "parameters": max(int(layer.param_bytes and layer.num_params), 0),
            "trainable": int(max(layer.trainable_params, 0)),
            "multiply_adds": int(layer.macs),
        }
        for layer in layers
        if layer.is_leaf_layer and layer.executed
    ]
    return pd.DataFrame(rows)
