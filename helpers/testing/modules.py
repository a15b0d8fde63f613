"""Checks of networks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from helpers.modes import mode
from helpers.testing.values import as_array, fail

Named = list[tuple[str, nn.Parameter]]


def check_module(found: Any, hint: str) -> None:
    """Check that an object is a built network.

    Parameters
    ----------
    found : object
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If it is not an instance of ``torch.nn.Module``.

    Examples
    --------
    >>> check_module(nn.Linear, "Return a layer.")
    Traceback (most recent call last):
    AssertionError: Return a layer. — found the class Linear, expected an object made from it
    """
    # type(), because isinstance() believes what an object says of its own class.
    if not issubclass(type(found), nn.Module):
        if isinstance(found, type) and issubclass(found, nn.Module):
            fail(hint, f"found the class {found.__name__}, expected an object made from it")
        fail(hint, f"found {type(found).__name__}, expected a torch.nn.Module")


def check_parameter_shapes(module: nn.Module, shapes: Sequence[Sequence[int]], hint: str) -> None:
    """Check that a network has parameters of just these shapes, in any order.

    Parameters
    ----------
    module : torch.nn.Module
    shapes : sequence of shapes
        All parameters, weights and biases; a shape may occur more than once.
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If a shape is missing or one too many.

    Examples
    --------
    >>> check_parameter_shapes(nn.Linear(4, 2), [(2, 4), (2,)], "One layer from 4 to 2.")
    """
    missing = [tuple(shape) for shape in shapes]
    extra = []
    for _, parameter in _parameters(module, hint):
        shape = tuple(torch.Tensor.size(parameter))
        if shape in missing:
            missing.remove(shape)
        else:
            extra.append(shape)
    if missing or extra:
        fail(hint, f"missing {missing or 'nothing'}, too many {extra or 'none'}")


def check_gradients(module: nn.Module, x: Tensor, hint: str) -> None:
    """Check that gradients reach every parameter of a network.

    The network is run in eval mode, so that dropout hides nothing; its mode and its gradients
    are left as they were.

    Parameters
    ----------
    module : torch.nn.Module
        Takes ``x`` and returns one tensor.
    x : torch.Tensor
        A batch; a handful of random examples will do.
    hint : str
        The author's sentence.

    Raises
    ------
    AssertionError
        If a parameter gets none, a weight gets only zeros, or one is not finite.

    Examples
    --------
    >>> check_gradients(nn.Linear(3, 2), torch.ones(4, 3), "Every layer must take part.")
    """
    named = _parameters(module, hint)
    if not named:
        fail(hint, "found no parameters")
    frozen = [name for name, parameter in named if not parameter.requires_grad]
    if frozen:
        fail(hint, f"parameter {frozen[0]} is frozen (requires_grad=False)")
    before = [parameter.grad for _, parameter in named]
    try:
        for _, parameter in named:
            parameter.grad = None
        with mode(module, training=False), torch.enable_grad():
            out = _output(module, x, hint)
            # Unequal weights: the sum of softmax outputs is constant and has no gradient.
            weights = torch.linspace(-1, 2, out.numel(), device=out.device).view_as(out)
            (out * weights).sum().backward()
        for name, parameter in named:
            _check_gradient(name, parameter, hint)
    finally:
        for (_, parameter), gradient in zip(named, before, strict=True):
            parameter.grad = gradient


def _check_gradient(name: str, parameter: nn.Parameter, hint: str) -> None:
    if parameter.grad is None:
        fail(hint, f"no gradient reaches {name}")
    gradient = as_array(parameter.grad, hint)
    if not np.isfinite(gradient).all():
        fail(hint, f"the gradient of {name} is not finite")
    # A bias before a batch norm rightly gets zeros, a weight does not.
    if gradient.ndim >= 2 and not gradient.any():
        fail(hint, f"the gradient of {name} is zero everywhere")


def check_learns_batch(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    hint: str,
    *,
    steps: int = 200,
    lr: float = 0.01,
    accuracy: float = 1.0,
    fall: float = 0.5,
    loss: Callable[[Tensor, Tensor], Tensor] | None = None,
) -> int:
    """Check that a network can learn one small batch by heart.

    Trained with Adam, and stopped as soon as the batch is learnt. The weights, the mode and the
    random numbers are left as they were.

    Parameters
    ----------
    model : torch.nn.Module
    x : torch.Tensor
        A small batch, shape (B, ...).
    y : torch.Tensor
        Integer labels (B,), learnt when ``accuracy`` of them are predicted; or other targets,
        learnt when the loss has fallen to ``fall`` of what it was.
    hint : str
        The author's sentence.
    steps : int
        Steps to allow.
    lr : float
        Learning rate.
    accuracy, fall : float
        When it counts as learnt, see ``y``; 0 to 1.
    loss : callable, optional
        ``loss(out, y)``; by default cross-entropy for labels, mean squared error otherwise.

    Returns
    -------
    int
        Steps that were needed.

    Raises
    ------
    AssertionError
        If it is not learnt within the steps, or the loss is not finite.

    Examples
    --------
    >>> x, y = torch.tensor([[-1.0], [1.0]]), torch.tensor([0, 1])
    >>> check_learns_batch(nn.Linear(1, 2), x, y, "The model must learn.", steps=100) <= 100
    True
    """
    named = [(name, one) for name, one in _parameters(model, hint) if one.requires_grad]
    if not named:
        fail(hint, "found no parameters to train")
    labelled = y.ndim == 1 and not y.is_floating_point()
    measure = loss or (nn.functional.cross_entropy if labelled else nn.functional.mse_loss)
    first = None
    with _untouched(model, hint), torch.random.fork_rng(devices=[]), torch.enable_grad():
        torch.manual_seed(0)
        optimizer = torch.optim.Adam([one for _, one in named], lr=lr)
        for step in range(steps + 1):
            optimizer.zero_grad(set_to_none=True)
            with mode(model, training=True):
                out = _output(model, x, hint)
                now = measure(out, y)
            value = float(as_array(now, hint))
            if not np.isfinite(value):
                fail(hint, f"the loss became {value} after {step} steps")
            first = value if first is None else first
            if labelled:
                learnt = _share_right(out, y, hint) >= accuracy
                if not learnt and step % 10 == 0:
                    # With dropout the batch may be known and yet never all right in training.
                    with mode(model, training=False), torch.no_grad():
                        learnt = _share_right(_output(model, x, hint), y, hint) >= accuracy
            else:
                learnt = value <= fall * first
            if learnt:
                return step
            if not now.requires_grad:
                fail(hint, "the output does not depend on the parameters")
            now.backward()
            optimizer.step()
    state = f"{_share_right(out, y, hint):.0%} right" if labelled else f"loss {first} to {value}"
    return fail(hint, f"not learnt in {steps} steps ({state})")


def _parameters(module: nn.Module, hint: str) -> Named:
    """List the parameters without asking methods that the module may have replaced."""
    check_module(module, hint)
    found: Named = []
    seen: set[int] = set()

    def walk(part: nn.Module, prefix: str) -> None:
        if id(part) in seen:
            return
        seen.add(id(part))
        held = object.__getattribute__(part, "__dict__")
        for name, parameter in dict(held.get("_parameters") or {}).items():
            if parameter is None or id(parameter) in seen:
                continue
            seen.add(id(parameter))
            if type(parameter) is nn.parameter.UninitializedParameter:
                fail(hint, f"{prefix}{name} has no shape yet (a lazy layer: run the model once)")
            if type(parameter) is not nn.Parameter:
                fail(hint, f"{prefix}{name} is {type(parameter).__name__}, expected a Parameter")
            found.append((f"{prefix}{name}", parameter))
        for name, child in dict(held.get("_modules") or {}).items():
            if child is not None:
                check_module(child, hint)
                walk(child, f"{prefix}{name}.")

    walk(module, "")
    return found


def _output(module: nn.Module, x: Tensor, hint: str) -> Tensor:
    """Run a network on a copy of a batch; only a plain tensor will do."""
    try:
        out = module(x.clone())
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0]
        details = f"failed on x of shape {tuple(x.shape)}: {type(error).__name__}: {reason}"
        raise AssertionError(f"{hint} — {details}") from error
    if type(out) is not Tensor:
        fail(hint, f"found {type(out).__name__}, expected one tensor as output")
    if len(out) != len(x) if out.ndim else True:
        fail(hint, f"found output of shape {tuple(out.shape)} for {len(x)} examples")
    return out


def _share_right(out: Tensor, y: Tensor, hint: str) -> float:
    logits, labels = as_array(out, hint), as_array(y, hint)
    if logits.ndim != 2:
        fail(hint, f"found output of shape {logits.shape}, expected (N, classes)")
    return float((logits.argmax(axis=1) == labels).mean())


@contextmanager
def _untouched(model: nn.Module, hint: str) -> Iterator[None]:
    """Give weights, buffers and gradients back as they were."""
    named = _parameters(model, hint)
    gradients = [parameter.grad for _, parameter in named]
    tensors: list[Tensor] = [*(one for _, one in named), *nn.Module.buffers(model)]
    kept = [(one, one.detach().clone()) for one in tensors]
    try:
        yield
    finally:
        with torch.no_grad():
            for one, value in kept:
                one.copy_(value)
        for (_, parameter), gradient in zip(named, gradients, strict=True):
            parameter.grad = gradient
