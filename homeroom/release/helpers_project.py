"""The module `helpers` as a distribution of its own: its version, needs and wheel name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from homeroom.errors import HomeroomError

DISTRIBUTION = "homeroom-helpers"


@dataclass(frozen=True)
class HelpersProject:
    """What the wheel of `helpers` is made from."""

    package: Path
    version: str
    requires_python: str
    dependencies: tuple[str, ...]

    @property
    def wheel_name(self) -> str:
        """File name of the wheel; the set-up cell asks for exactly this."""
        return f"{DISTRIBUTION.replace('-', '_')}-{self.version}-py3-none-any.whl"


def helpers_project() -> HelpersProject:
    """Describe the `helpers` that this Python would import.

    Version and dependencies come from the pyproject.toml beside it, or, where Homeroom was
    installed as a wheel, from what pip recorded.
    """
    spec = find_spec("helpers")
    if spec is None or not spec.submodule_search_locations:
        raise HomeroomError(
            "The module helpers cannot be found beside homeroom. "
            "Install Homeroom again: pip install --editable '.[instructor]'"
        )
    package = Path(spec.submodule_search_locations[0])
    pyproject = package.parent / "pyproject.toml"
    if pyproject.is_file():
        project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
        return HelpersProject(
            package,
            project["version"],
            project["requires-python"],
            tuple(project["dependencies"]),
        )
    recorded = metadata.metadata("homeroom").json
    needs = (need for need in metadata.requires("homeroom") or () if not _of_an_extra(need))
    return HelpersProject(
        package, str(recorded["version"]), str(recorded["requires_python"]), tuple(needs)
    )


def _of_an_extra(requirement: str) -> bool:
    return bool(re.search(r";.*\bextra\s*==", requirement))
