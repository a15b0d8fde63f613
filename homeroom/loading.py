"""Loading many modules at once.

Python looks for rubbish whenever enough objects have been made, and importing makes little else
than objects that stay: with torch, a good part of the time goes into looking.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_one_go() -> Iterator[None]:
    """Import without looking for rubbish, meanwhile and afterwards among what was imported.

    So no fork looks through it either.

    Examples
    --------
    >>> with in_one_go():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
