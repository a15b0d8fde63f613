"""The two cells that every released notebook begins with: the Colab badge and the set-up."""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

# Fixed ids: with random ones every release would differ from the last.
BADGE_ID, SETUP_ID = "homeroom-colab", "homeroom-setup"

GITHUB = re.compile(r"https://github\.com/(?P<repository>[^/]+/[^/]+?)(?:\.git)?/?")
BADGE = "https://colab.research.google.com/assets/colab-badge.svg"

BADGE_TEXT = "[![Open in Colab]({badge})]({link})"
PLAIN_TEXT = (
    "To work in Google Colab: download [this notebook]({link}) and open it there with "
    "*File › Upload notebook*."
)

SETUP_CODE = """\
# Set-up: makes the course's module `helpers` importable; does nothing where it already is.
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("helpers") is None:
    wheel = "{wheel}"
    # Colab has everything that helpers needs, and must keep its own torch.
    only_helpers = ["--no-deps"] if "google.colab" in sys.modules else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *only_helpers, wheel]
    if subprocess.run(pip).returncode != 0:
        print("helpers could not be installed: check the network and run this cell again;", end=" ")
        print("if it fails once more, send your instructor the lines above.")
    importlib.invalidate_caches()"""

_BEFORE, _BEHIND = SETUP_CODE.split("{wheel}")


def is_setup(source: str) -> bool:
    """Whether a cell is the set-up as it was given out, for whatever wheel.

    Examples
    --------
    >>> is_setup(SETUP_CODE.format(wheel="https://example.org/helpers.whl"))
    True
    >>> is_setup(SETUP_CODE.format(wheel='"; import os; "'))
    False
    """
    if not (source.startswith(_BEFORE) and source.endswith(_BEHIND)):
        return False
    return re.fullmatch(r"[\w.:/+-]*", source[len(_BEFORE) : -len(_BEHIND)]) is not None


def badge_cell(address: str, branch: str, assignment: str, notebook: str) -> NotebookNode:
    """Make the cell that opens the released notebook in Colab.

    Colab opens notebooks from GitHub by address; from any other place they must be uploaded.
    """
    file = f"release/{assignment}/{notebook}.ipynb"
    if on_github := GITHUB.fullmatch(address):
        repository = on_github["repository"]
        link = f"https://colab.research.google.com/github/{repository}/blob/{branch}/{file}"
        text = BADGE_TEXT.format(badge=BADGE, link=link)
    else:
        text = PLAIN_TEXT.format(link=f"{address}/{file}")
    return new_markdown_cell(text, id=BADGE_ID)


def setup_cell(address: str, branch: str, wheel: str) -> NotebookNode:
    """Make the cell that installs the wheel of `helpers` where it is missing."""
    return new_code_cell(
        SETUP_CODE.format(wheel=wheel_address(address, branch, wheel)), id=SETUP_ID
    )


def wheel_address(address: str, branch: str, wheel: str) -> str:
    """Where the wheel lies once the student copy is published."""
    if on_github := GITHUB.fullmatch(address):
        return f"https://github.com/{on_github['repository']}/raw/{branch}/{wheel}"
    return f"{address}/{wheel}"
