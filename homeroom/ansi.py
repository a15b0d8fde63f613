"""Terminal colours in text."""

from __future__ import annotations

import re

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def without_ansi(text: str) -> str:
    r"""Remove terminal colours and cursor movements.

    >>> without_ansi("\x1b[0;31mred\x1b[0m")
    'red'
    """
    return ANSI.sub("", text)
