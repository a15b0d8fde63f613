"""What every worker would do first, done once before they are forked: import, compile schemas."""

from __future__ import annotations

import contextlib
from importlib import import_module

from homeroom.loading import in_one_go

MODULES = (
    "homeroom.grading.execute",
    "homeroom.grading.restore",
    "homeroom.grading.worker",
    "IPython",  # jupyter_client and nbconvert import it when they are used
)
FORMATS = (4, 5)
"""Minor versions of nbformat 4 that notebooks come in: without cell ids, and with."""


def rehearse() -> None:
    """Import, and have nbformat and SQLAlchemy compile what they compile at first use."""
    for name in MODULES:
        import_module(name)
    import nbformat
    from sqlalchemy.orm import configure_mappers

    for minor in FORMATS:
        empty = {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": []}
        nbformat.validate(nbformat.from_dict(empty))
    configure_mappers()


# If it fails, nothing is lost but time.
with contextlib.suppress(Exception), in_one_go():
    rehearse()
