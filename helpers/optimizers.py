"""The optimiser of a training run."""

import math
from collections.abc import Callable, Iterable

import torch
from torch import nn
from torch.optim import Optimizer

OptimizerFactory = Callable[[Iterable[nn.Parameter], float], Optimizer]

DEFAULT_LR = 1e-3


def make_optimizer(
    model: nn.Module, optimizer: Optimizer | OptimizerFactory | None, lr: float | None
) -> Optimizer:
    """Return the optimiser to use, over the trainable parameters of a model.

    Parameters
    ----------
    model : torch.nn.Module
    optimizer : torch.optim.Optimizer, callable or None
        A callable is called as ``optimizer(parameters, lr)``. None is Adam.
    lr : float or None
        Learning rate; None for 0.001, or for the own rate of an existing optimiser.

    Returns
    -------
    torch.optim.Optimizer

    Raises
    ------
    ValueError
        If there is nothing to train, the rate means nothing or is given twice, or the optimiser
        belongs to another model.
    TypeError
        If the callable gives something that is no optimiser.

    Examples
    --------
    >>> make_optimizer(nn.Linear(1, 1), torch.optim.SGD, 0.5).param_groups[0]["lr"]
    0.5
    """
    trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
    if not trainable:
        raise ValueError(
            "the model has no parameters to train; expected some with requires_grad=True (are "
            "its layers attributes of the module, set in __init__?)"
        )
    if lr is not None and not (isinstance(lr, int | float) and 0 < lr < math.inf):
        raise ValueError(f"lr is {lr!r}; expected a number above 0, such as 0.001")
    if isinstance(optimizer, Optimizer):
        if lr is not None:
            raise ValueError(
                f"lr={lr} and an optimiser with its own rate "
                f"({optimizer.param_groups[0]['lr']}) were both given; give one of them"
            )
        owned = {id(p) for group in optimizer.param_groups for p in group["params"]}
        if not owned.intersection(map(id, trainable)):
            raise ValueError(
                "the optimiser holds none of this model's parameters; make it from "
                "model.parameters() of the model that is trained"
            )
        return optimizer
    rate = DEFAULT_LR if lr is None else float(lr)
    made = torch.optim.Adam(trainable, lr=rate) if optimizer is None else optimizer(trainable, rate)
    if not isinstance(made, Optimizer):
        raise TypeError(
            f"optimizer gave {type(made).__name__}; expected a torch.optim.Optimizer (a factory "
            "is called as optimizer(parameters, lr))"
        )
    return made
