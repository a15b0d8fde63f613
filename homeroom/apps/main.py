"""`homeroom` itself: knows its subcommands and nothing else."""

from __future__ import annotations

from importlib import metadata

from homeroom.apps import COMMANDS
from homeroom.apps.base import CommandGroup


def homeroom_version() -> str:
    """Version of the installed distribution."""
    try:
        return metadata.version("homeroom")
    except metadata.PackageNotFoundError:
        return "0+unknown"


class HomeroomApp(CommandGroup):
    """The program `homeroom`."""

    name = "homeroom"
    description = "A deep-learning course kit on top of nbgrader."
    version = homeroom_version()
    examples = "homeroom doctor\nhomeroom generate hw01\nhomeroom COMMAND --help"
    subcommands = COMMANDS

    def print_version(self) -> None:
        """Print the version alone."""
        print(self.version)
