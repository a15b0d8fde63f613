"""Examples with what a network made of them."""

from typing import Any

from matplotlib.figure import Figure

from helpers.plots.images import image_grid


def gallery(examples: Any, *, n: int = 24, columns: int = 8) -> Figure:
    """Draw examples with true class, predicted class and confidence.

    Parameters
    ----------
    examples : Evaluation or Cases
        Of an evaluation, the mistakes it was most confident of; or what ``mistakes``,
        ``top_losses`` or ``examples`` of one gave.
    n : int
        Draw no more than so many.
    columns : int
        Images per row.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    chosen = examples.mistakes(n) if hasattr(examples, "mistakes") else examples
    if len(chosen) == 0:
        raise ValueError("no examples to draw: nothing was predicted wrongly, or none was chosen")
    return image_grid(
        chosen.images,
        chosen.y_true,
        predicted=chosen.y_pred,
        confidence=chosen.confidence,
        class_names=chosen.class_names,
        columns=columns,
        limit=n,
    )
