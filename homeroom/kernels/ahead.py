"""The template of a batch, started while the command itself still imports nbgrader.

Both take seconds, and a machine has more than one core. What the settings will say is guessed: a
template that turns out not to be the one they ask for, or not to be needed, is ended.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from homeroom.errors import HomeroomError
from homeroom.kernels import places

if TYPE_CHECKING:
    from homeroom.kernels.client import Template

COMMAND = "autograde"
NOTHING_TO_GUESS = (
    "-h",
    "--help",
    "--generate-config",
    "--show-config",
    "--executor",
    "--isolation",
)
"""Beginnings of options with which nothing is graded, or perhaps elsewhere or without a box."""


def is_wanted(argv: Sequence[str]) -> bool:
    """Whether a command line will want the template that can be started ahead.

    Examples
    --------
    >>> is_wanted(["autograde", "hw01", "--force"]), is_wanted(["autograde", "--help-all"])
    (True, False)
    >>> is_wanted(["autograde"]), is_wanted(["doctor", "--isolation"])
    (False, False)
    """
    command, words = argv[:1], argv[1:]
    return (
        command == [COMMAND]
        and any(not word.startswith("-") for word in words)
        and not any(word.startswith(NOTHING_TO_GUESS) for word in words)
    )


@contextlib.contextmanager
def template_for(argv: Sequence[str]) -> Iterator[None]:
    """Start the template that a command line will want; at the end close it if nobody did."""
    template: Template | None = None
    if is_wanted(argv):
        from homeroom.kernels.client import Template  # no other command needs it so early

        # What is in the way is told when grading begins, by whoever asks for it then.
        with contextlib.suppress(HomeroomError, OSError):
            template = Template.shared("box", places.weights_folder(places.default_torch_home()))
    try:
        yield
    finally:
        if template is not None:
            template.close_unless_asked()


def settle(isolation: str | None, weights: Path | None) -> None:
    """Close a template that nobody has asked for anything, unless the settings want just that.

    Parameters
    ----------
    isolation : {"box", "none"} or None
        None where the settings want no template at all.
    weights : pathlib.Path or None
        The folder with pretrained weights.
    """
    from homeroom.kernels.client import Template

    for template in Template.all_shared():
        if (template.isolation, template.weights) != (isolation, weights):
            template.close_unless_asked()
