"""Imports jsonschema without the grammar of internationalised addresses (IRIs).

With the package rfc3987_syntax installed, as Jupyter installs it, jsonschema compiles that grammar
at import, which takes seconds on a slow machine. No schema that we check
names the format; whoever imports rfc3987_syntax itself still gets it.
"""

from __future__ import annotations

import importlib
import sys

GRAMMAR = "rfc3987_syntax"


def import_jsonschema() -> None:
    """Import it, unless somebody has done so."""
    if "jsonschema" in sys.modules or GRAMMAR in sys.modules:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
    try:
        importlib.import_module("jsonschema")
    except ModuleNotFoundError:  # told by whoever needs it
        pass
    finally:
        del sys.modules[GRAMMAR]


import_jsonschema()
