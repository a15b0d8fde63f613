"""What every worker would do first, done once before they are forked: import, compile schemas."""

from __future__ import annotations

import contextlib
import gc

import IPython  # noqa: F401 - jupyter_client and nbconvert import it when they are used
import nbformat
from sqlalchemy.orm import configure_mappers

import homeroom.grading.execute
import homeroom.grading.restore
import homeroom.grading.worker  # noqa: F401

FORMATS = (4, 5)
"""Minor versions of nbformat 4 that notebooks come in: without cell ids, and with."""


def rehearse() -> None:
    """Have nbformat and SQLAlchemy compile what they compile at first use."""
    for minor in FORMATS:
        empty = {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": []}
        nbformat.validate(nbformat.from_dict(empty))
    configure_mappers()


with contextlib.suppress(Exception):  # nothing is lost but time
    rehearse()
# What is there now stays: workers need not look through it for rubbish again and again.
gc.collect()
gc.freeze()
