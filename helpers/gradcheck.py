"""Gradients worked out by hand, checked against numeric ones (NumPy, float64).

Three things can be checked: a function that gives a value and its gradients
(:func:`check_function`), a layer of ``forward`` and ``backward`` with a cache between them
(:func:`check_layer`), and a classifier with parameters (:func:`check_classifier`). All of them
give a :class:`GradientCheck`, which tells the error of every gradient and where it is largest.

An error is the largest difference of a gradient, divided by its largest entry. Right layers
stay below 1e-9, right classifiers below 1e-10.

A gradient check cannot see a wrong ``forward``: compare that with known values as well.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.differences import numeric_gradient
from helpers.gradresult import GradientCheck, compared
from helpers.gradwatch import Watch, as_float64, gradients_for, pair

__all__ = [
    "GradientCheck",
    "check_classifier",
    "check_function",
    "check_layer",
    "numeric_gradient",
]


def check_function(
    function: Callable[..., tuple], *inputs: Any, names: Sequence[str] | None = None
) -> GradientCheck:
    """Check a function that gives one number and its gradients.

    Parameters
    ----------
    function : callable
        ``function(*inputs)`` gives ``value, gradients``: a tuple with one gradient per input,
        or for a single input the gradient itself. Labels and settings that are not
        differentiated: ``lambda x: softmax_loss(x, y)``.
    *inputs : float or numpy.ndarray
        Numbers or float64 arrays; copies are handed on.
    names : sequence of str, optional
        What to call the inputs; by default as the function does.

    Returns
    -------
    GradientCheck

    Raises
    ------
    TypeError, ValueError
        If the function gives something else, changes an input in place, or a gradient is
        missing or has the wrong shape.

    Examples
    --------
    >>> def square(x, y):
    ...     return (x * x * y).sum(), (2 * x * y, x * x)
    >>> check_function(square, np.array([1.0, 2.0]), np.array([3.0, -1.0])).passed(1e-9)
    True
    """
    names = _names(function, inputs, names)
    arrays = [as_float64(name, value) for name, value in zip(names, inputs, strict=True)]
    watch = Watch(dict(zip(names, arrays, strict=True)))
    value, gradients = pair(function(*_handed(arrays)), "the function", "value, gradients")
    watch.look("the function")
    _scalar(value)
    found = gradients_for(gradients, dict(zip(names, arrays, strict=True)), "the function")

    def again() -> Any:
        return function(*_handed([array.copy() for array in arrays]))[0]

    return compared({name: (found[name], numeric_gradient(again, array))
                     for name, array in zip(names, arrays, strict=True)})  # fmt: skip


def check_layer(
    forward: Callable[..., tuple],
    backward: Callable[..., Any],
    *inputs: Any,
    names: Sequence[str] | None = None,
    seed: int = 0,
) -> GradientCheck:
    """Check a layer that keeps a cache between its forward and its backward pass.

    Parameters
    ----------
    forward : callable
        ``forward(*inputs)`` gives ``out, cache``.
    backward : callable
        ``backward(grad_out, cache)`` gives one gradient per input, as a tuple, or for a single
        input the gradient itself.
    *inputs : float or numpy.ndarray
        Numbers or float64 arrays; copies are handed on.
    names : sequence of str, optional
        What to call the inputs; by default as ``forward`` does.
    seed : int
        Seed of the random gradient ``grad_out`` that comes from above.

    Returns
    -------
    GradientCheck

    Raises
    ------
    TypeError, ValueError
        If one of them gives something else, changes what it was given or cached in place, or a
        gradient is missing or has the wrong shape.

    Examples
    --------
    >>> def scale_forward(x, w):
    ...     return x * w, (x, w)
    >>> def scale_backward(grad_out, cache):
    ...     x, w = cache
    ...     return grad_out * w, grad_out * w  # the second should be grad_out * x
    >>> x, w = np.array([1.0, 2.0]), np.array([3.0, 5.0])
    >>> check = check_layer(scale_forward, scale_backward, x, w)
    >>> check.errors["x"] < 1e-9
    True
    >>> print(check.where)
    w has the largest error, 0.67 at [0]: by hand -4.82007, numeric -1.60669
    """
    names = _names(forward, inputs, names)
    arrays = [as_float64(name, value) for name, value in zip(names, inputs, strict=True)]
    named = dict(zip(names, arrays, strict=True))
    watch = Watch(named)
    out, cache = pair(forward(*_handed(arrays)), "forward", "out, cache")
    watch.look("forward")
    out = as_float64("out", out)
    grad_out = _from_above(out.shape, seed)
    watch = Watch(named | {"grad_out": grad_out, "out": out})
    gradients = backward(grad_out, cache)
    watch.look("backward")
    found = gradients_for(gradients, named, "backward")

    def again() -> Any:
        return forward(*_handed([array.copy() for array in arrays]))[0]

    return compared(
        {name: (found[name], numeric_gradient(again, array, grad_out))
         for name, array in named.items()}
    )  # fmt: skip


def check_classifier(
    model: Any,
    X: np.ndarray,
    y: np.ndarray | None = None,
    *,
    loss: Callable[..., tuple] | None = None,
    seed: int = 0,
) -> GradientCheck:
    """Check the gradients of all parameters of a classifier.

    Parameters
    ----------
    model : object
        ``model.parameters()`` gives a dict of name to array (the arrays themselves, not
        copies), ``model.forward(X)`` gives ``scores, cache``, and ``model.backward(grad_scores,
        cache)`` a dict of gradients under the same names.
    X : numpy.ndarray
        float64, shape (N, D).
    y : numpy.ndarray, optional
        Labels, shape (N,); needed with ``loss``.
    loss : callable, optional
        ``loss(scores, y)`` gives ``loss, grad_scores``, such as ``softmax_loss``; what is
        differentiated is then the loss. By default a random gradient comes from above.
    seed : int
        Seed of that gradient.

    Returns
    -------
    GradientCheck

    Raises
    ------
    TypeError, ValueError
        If a part gives something else, a gradient is missing, has the wrong name or shape, or
        something was changed in place.
    """
    parameters = _parameters(model)
    data = as_float64("X", X)
    watch = Watch(parameters | {"X": data})
    scores, cache = pair(model.forward(data), "forward", "scores, cache")
    watch.look("forward")
    scores = as_float64("scores", scores)
    weight: Any
    if loss is None:
        grad_scores = weight = _from_above(scores.shape, seed)
    else:
        if y is None:
            raise ValueError("loss was given without y; expected labels of shape (N,) as well")
        _, grad_scores = pair(loss(scores.copy(), y), "loss", "loss, grad_scores")
        grad_scores, weight = as_float64("grad_scores", grad_scores), 1.0
    watch = Watch(parameters | {"X": data, "grad_scores": grad_scores})
    gradients = model.backward(grad_scores, cache)
    watch.look("backward")
    found = gradients_for(gradients, parameters, "backward", by_name=True)

    def again() -> Any:
        scores = model.forward(data.copy())[0]
        return scores if loss is None else loss(scores, y)[0]

    check = compared(
        {name: (found[name], numeric_gradient(again, array, weight))
         for name, array in parameters.items()}
    )  # fmt: skip
    if all(not np.any(numeric) for _, numeric in check.gradients.values()):
        raise ValueError(
            "no parameter has any effect on the scores; expected parameters() to give the arrays "
            "that forward uses, not copies of them"
        )
    return check


def _handed(arrays: Sequence[np.ndarray]) -> list[Any]:
    """Return what a function is given: plain numbers stay plain."""
    return [array.item() if array.ndim == 0 else array for array in arrays]


def _from_above(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """Draw the gradient from above."""
    # Salted: a student's default_rng(0) must not draw the very same numbers as input, for which
    # a transposed gradient would be symmetric and look right.
    return np.random.Generator(np.random.PCG64([seed, 20_607])).normal(size=shape)


def _scalar(value: Any) -> None:
    """Refuse a value that is not one finite number."""
    found = np.asarray(value)
    if found.ndim or found.dtype.kind not in "fiu":
        raise ValueError(f"the function gave a value of shape {found.shape}; expected one number")
    if not np.isfinite(found):
        raise ValueError(f"the function gave {found}; expected a finite number")


def _names(
    function: Callable[..., Any], inputs: Sequence[Any], names: Sequence[str] | None
) -> list[str]:
    """Return a name for every input."""
    if not inputs:
        raise ValueError("no inputs were given; expected at least one to differentiate by")
    if names is None:
        code = getattr(function, "__code__", None)
        known = code.co_varnames[: code.co_argcount] if code is not None else ()
        fits = len(known) == len(inputs)
        names = known if fits else [f"input {n}" for n in range(1, len(inputs) + 1)]
    if len(names) != len(inputs) or len(set(names)) != len(names):
        raise ValueError(f"names are {list(names)} for {len(inputs)} inputs; expected one each")
    return list(names)


def _parameters(model: Any) -> dict[str, np.ndarray]:
    """Return the parameters of a classifier."""
    parameters = model.parameters()
    if not isinstance(parameters, dict) or not parameters:
        raise TypeError(
            f"parameters() gave {type(parameters).__name__} of length "
            f"{len(parameters) if hasattr(parameters, '__len__') else 0}; expected a dict such as "
            "{'W1': ..., 'b1': ...}"
        )
    for name, array in parameters.items():
        if not isinstance(array, np.ndarray):
            raise TypeError(f"parameter {name} is {type(array).__name__}; expected an array")
        as_float64(f"parameter {name}", array)
    return dict(parameters)
