"""Packages that only some pictures need."""

from importlib import import_module
from types import ModuleType


def need(module: str, package: str, what: str) -> ModuleType:
    """Import a package, or say how to get it.

    Parameters
    ----------
    module : str
        What to import, such as ``"captum.attr"``.
    package : str
        What to install it as.
    what : str
        What needs it.

    Returns
    -------
    module

    Raises
    ------
    ModuleNotFoundError
        If it is not installed.

    Examples
    --------
    >>> need("json", "json", "This example").__name__
    'json'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != module.split(".")[0]:
            raise
        raise ModuleNotFoundError(
            f"{what} needs the package {package}, which is not installed; install it with: "
            f"pip install {package}"
        ) from None
