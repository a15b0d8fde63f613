"""Files that systems and Jupyter leave in an archive without anyone's asking."""

from collections.abc import Iterable

LITTER = frozenset(
    ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__")
)


def is_litter(parts: Iterable[str]) -> bool:
    """Tell whether a file was left behind by a system or by Jupyter.

    Parameters
    ----------
    parts : iterable of str
        Its path, taken apart.

    Examples
    --------
    >>> is_litter(("__MACOSX", "._hw01.ipynb")), is_litter(("hw01", "hw01.ipynb"))
    (True, False)
    """
    return any(part in LITTER or part.startswith("._") for part in parts)
