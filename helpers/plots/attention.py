"""Where a network looks when it decides."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn

from helpers.batches import forward
from helpers.layers import as_found, device_of, find_layer, last_maps, name_of
from helpers.optional import need
from helpers.plots.canvas import COLORS, drawing
from helpers.plots.images import as_pictures


def grad_cam(
    model: nn.Module,
    images: Tensor,
    *,
    labels: Any = None,
    target: int | Sequence[int] | None = None,
    layer: nn.Module | str | None = None,
    class_names: Sequence[str] | None = None,
    limit: int = 8,
) -> Figure:
    """Draw images, and over them where the evidence for a class lies (Grad-CAM).

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits (B, C). Mode and gradients are left as they are.
    images : torch.Tensor
        As the network expects them, shape (N, C, H, W).
    labels : array of int, optional
        True labels, shape (N,), to be written above the images.
    target : int or sequence of int, optional
        Class whose evidence is sought, one for all or one for each image; by default the
        predicted one.
    layer : torch.nn.Module or str, optional
        A layer that gives maps, or its name; by default the last convolution and the
        activation behind it.
    class_names : sequence of str, optional
        Name of each label.
    limit : int
        Draw no more than so many, the first.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ModuleNotFoundError
        If captum is not installed.
    ValueError
        If shapes, targets or layer do not fit.

    Notes
    -----
    R. R. Selvaraju et al., *Grad-CAM: visual explanations from deep networks via gradient-based
    localization*, ICCV 2017. The map is as coarse as the layer: a hint, not an outline.
    """
    if images.ndim != 4 or len(images) == 0:
        raise ValueError(f"images have shape {tuple(images.shape)}; expected (N, C, H, W)")
    x = images[:limit].detach().to(device_of(model))
    part = last_maps(model, x) if layer is None else find_layer(model, layer)
    heat, classes, sure = _evidence(model, x, part, target)
    shown = as_pictures(x)

    def name(label: int) -> str:
        return str(label) if class_names is None else str(class_names[label])

    known = None if labels is None else torch.as_tensor(labels)[:limit].tolist()
    with drawing(None, (1.35 * len(x) + 0.5, 3.2), 2, len(x)) as (figure, axes):
        for place, picture in enumerate(shown):
            upper, lower = axes[place], axes[len(x) + place]
            for frame in (upper, lower):
                frame.imshow(picture, cmap="gray", vmin=0, vmax=1)
                frame.set_axis_off()
            if known is not None:
                upper.set_title(name(known[place]), fontsize=8, pad=3)
            over = lower.imshow(
                heat[place], cmap="inferno", vmin=0, vmax=1, alpha=0.25 + 0.55 * heat[place]
            )
            wrong = target is None and known is not None and known[place] != classes[place]
            lower.set_title(
                f"{'✗ ' if wrong else ''}{name(classes[place])} {sure[place]:.0%}",
                fontsize=8,
                pad=3,
                color=COLORS[1] if wrong else "0.1",
            )
        bar = figure.colorbar(over, ax=axes[len(x) :], shrink=0.9, pad=0.01, ticks=[0, 1])
        bar.ax.set_yticklabels(["none", "most"], fontsize=8)
        figure.suptitle(f"evidence for the class below, seen in {name_of(model, part)}")
    return figure


def _evidence(
    model: nn.Module, x: Tensor, part: nn.Module, target: int | Sequence[int] | None
) -> tuple[np.ndarray, list[int], list[float]]:
    """Return maps (N, H, W) scaled to 0 to 1 one by one, classes and their probabilities."""
    attr = need("captum.attr", "captum", "Grad-CAM")
    with as_found(model), torch.enable_grad():
        with torch.no_grad():
            chances = forward(model, x).softmax(1)
        if chances.ndim != 2:
            raise ValueError(f"the model gave {tuple(chances.shape)}; expected logits (N, C)")
        classes = _targets(target, chances)
        found = attr.LayerGradCam(model, part).attribute(
            x.clone(), target=classes, relu_attributions=True
        )
        if not isinstance(found, Tensor) or found.ndim != 4:
            raise ValueError(f"{name_of(model, part)} gives no maps (N, channels, H, W)")
    found = nn.functional.interpolate(found.detach(), x.shape[-2:], mode="bilinear")[:, 0]
    peak = found.amax(dim=(1, 2), keepdim=True)
    scaled = (found / peak.clamp(min=1e-12)).cpu().numpy()
    sure = chances.gather(1, classes[:, None])[:, 0].tolist()
    return scaled, classes.tolist(), sure


def _targets(target: int | Sequence[int] | None, chances: Tensor) -> Tensor:
    """Return one class per image."""
    if target is None:
        return chances.argmax(1)
    wanted = torch.as_tensor(target, device=chances.device)
    wanted = wanted.expand(len(chances)) if wanted.ndim == 0 else wanted[: len(chances)]
    count = chances.shape[1]
    if wanted.shape != chances.shape[:1] or int(wanted.min()) < 0 or int(wanted.max()) >= count:
        raise ValueError(
            f"target is {target}; expected one class from 0 to {count - 1}, or one for each of "
            f"{len(chances)} images"
        )
    return wanted
