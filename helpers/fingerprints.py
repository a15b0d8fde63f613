"""Short marks of functions and classes, to see whether they have changed."""

import hashlib
import types
from typing import Any

import numpy as np
from torch import Tensor, nn

_FOREIGN = ("torch", "builtins", "numpy")


def fingerprint(thing: Any) -> str:
    """Mark code: the same text for the same code, also after a restart.

    What is compiled is looked at, not the source: notebooks and terminals do not keep that.

    Parameters
    ----------
    thing : callable, torch.nn.Module or plain value
        Of a function also the defaults and what it holds from outside, of a class its methods
        and those of its own bases, of a module its classes and numbers that are no tensors.
        Functions it merely calls are not followed.

    Returns
    -------
    str
        Eight hexadecimal digits.

    Examples
    --------
    >>> fingerprint(lambda x: x + 1) == fingerprint(lambda x: x + 1)
    True
    >>> fingerprint(lambda x: x + 1) == fingerprint(lambda x: x + 2)
    False
    """
    return hashlib.sha256(_text(thing, 0).encode()).hexdigest()[:8]


def plain(value: Any) -> Any:
    """Write a value so that it can be stored as JSON and compared.

    Parameters
    ----------
    value : object

    Returns
    -------
    bool, int, float, str, None, list or dict
        Code as its name and mark.

    Examples
    --------
    >>> plain([0.1, nn.ReLU])[0], plain(nn.ReLU).partition(" ")[0]
    (0.1, 'ReLU')
    """
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return f"{name_of(value)} {fingerprint(value)}"


def name_of(value: Any) -> str:
    """Name a value for people: numbers and words as they are, code by its name.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Examples
    --------
    >>> name_of(0.00001), name_of(True), name_of(nn.ReLU), name_of((3, 3))
    ('0.00001', 'True', 'ReLU', '3-3')
    """
    if isinstance(value, float) and np.isfinite(value):
        return np.format_float_positional(value, trim="-")
    if isinstance(value, list | tuple):
        return "-".join(map(name_of, value))
    if value is None or isinstance(value, bool | int | float | str | np.generic):
        return str(value)
    return str(getattr(value, "__name__", type(value).__name__)).strip("<>")


def _text(thing: Any, depth: int) -> str:
    """Write down all that makes code what it is."""
    if depth > 8:
        return "..."
    if isinstance(thing, types.CodeType):
        constants = [_text(one, depth + 1) for one in thing.co_consts]
        return f"{thing.co_code.hex()} {thing.co_names} {thing.co_varnames} {constants}"
    if isinstance(thing, types.FunctionType):
        held = [cell.cell_contents for cell in thing.__closure__ or () if _filled(cell)]
        outside = [thing.__defaults__, thing.__kwdefaults__, held]
        return _text(thing.__code__, depth + 1) + _text(outside, depth + 1)
    if isinstance(thing, types.MethodType | staticmethod | classmethod):
        return _text(thing.__func__, depth + 1)
    if isinstance(thing, property):
        return _text([thing.fget, thing.fset], depth + 1)
    if isinstance(thing, type):
        return _class(thing, depth)
    if isinstance(thing, nn.Module):
        parts = [_text(type(part), depth + 1) for part in thing.modules()]
        return f"{thing!r} {parts}"
    if isinstance(thing, list | tuple):
        return f"[{', '.join(_text(one, depth + 1) for one in thing)}]"
    if isinstance(thing, dict):
        return f"{{{', '.join(f'{k!r}: {_text(v, depth + 1)}' for k, v in thing.items())}}}"
    if isinstance(thing, frozenset | set):
        return str(sorted(map(repr, thing)))
    if isinstance(thing, Tensor):
        return str(thing.detach().cpu().tolist()) if thing.numel() < 1000 else str(thing.shape)
    if hasattr(thing, "func") and hasattr(thing, "keywords"):  # functools.partial
        return _text([thing.func, list(thing.args), thing.keywords], depth + 1)
    text = repr(thing)
    # An address in memory is another one after a restart.
    return type(thing).__qualname__ if " at 0x" in text else text


def _class(kind: type, depth: int) -> str:
    if kind.__module__.partition(".")[0] in _FOREIGN:
        return kind.__qualname__
    own = {k: v for k, v in vars(kind).items() if callable(v) or isinstance(v, property)}
    kinds = (staticmethod, classmethod)
    own |= {k: v for k, v in vars(kind).items() if isinstance(v, kinds)}
    methods = [f"{name} {_text(one, depth + 1)}" for name, one in sorted(own.items())]
    bases = [_text(base, depth + 1) for base in kind.__bases__]
    return f"{kind.__qualname__} {methods} {bases}"


def _filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True
