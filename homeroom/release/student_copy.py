"""What may be published: the released assignments and a wheel of `helpers`, and nothing else."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from homeroom.course import CONFIG_FILE, NEVER_COPIED, Course
from homeroom.errors import HomeroomError
from homeroom.notebooks import read_notebook
from homeroom.release.generate import check_other_files, read_sources
from homeroom.release.helpers_project import DISTRIBUTION, HelpersProject, helpers_project
from homeroom.release.leaks import leaks_of_release

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
description = "The module helpers of the deep-learning course Homeroom"
license = "MIT"
requires-python = {requires_python}
dependencies = {dependencies}

[tool.hatch.build.targets.wheel]
packages = ["helpers"]
"""


class StudentCopyError(HomeroomError):
    """The student copy cannot be made."""


def student_copy(course: Course, to: Path, assignments: Sequence[str] = ()) -> list[Path]:
    """Write the student copy into a folder and list what was written.

    Parameters
    ----------
    course : Course
    to : Path
        A new or empty folder, or one that holds an earlier student copy, for instance the clone
        of a public repository: there release/ and the wheel are replaced, the rest is left.
    assignments : sequence of str
        Which assignments to publish; all that are in release/ by default.

    Raises
    ------
    StudentCopyError
        If the folder is not for that, an assignment is not released, or a secret is found.
    """
    to = to.resolve()
    _check_folder(course, to)
    names = [course.check_assignment(name) for name in assignments] or [
        name for name in course.assignments() if course.release_path(name).is_dir()
    ]
    if not names:
        raise StudentCopyError("Nothing is released yet. Run `homeroom generate --all` first.")
    for name in names:
        _check_assignment(course, name)
    project = helpers_project()
    to.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(to / "release", ignore_errors=True)
    for old in to.glob(f"{DISTRIBUTION.replace('-', '_')}-*.whl"):
        old.unlink()
    for name in names:
        shutil.copytree(course.release_path(name), to / "release" / name, ignore=NEVER_COPIED)
    return [*(to / "release" / name for name in names), build_wheel(project, to)]


def _check_folder(course: Course, to: Path) -> None:
    if to.is_file():
        raise StudentCopyError(f"{to} is a file. Name a folder, for instance ../public.")
    if course.root.is_relative_to(to) or any((to / n).exists() for n in (CONFIG_FILE, "source")):
        raise StudentCopyError(
            f"{to} holds the instructor's side of a course; nothing may be published from there. "
            "Name a folder of its own, for instance ../public."
        )
    if not to.is_dir() or not any(to.iterdir()):
        return
    if not any((to / known).exists() for known in (".git", "release")):
        raise StudentCopyError(
            f"{to} holds other things and no earlier student copy. Name a new or empty folder."
        )


def _check_assignment(course: Course, name: str) -> None:
    """Look once more for secrets: what is in release/ may have been edited by hand."""
    released = course.release_path(name)
    if not released.is_dir():
        raise StudentCopyError(f"{name} is not released. Run `homeroom generate {name}` first.")
    sources = read_sources(course, name)
    check_other_files(name, sources.values(), released)
    for path in sorted(released.glob("*.ipynb")):
        source = sources.get(course.source_path(name, path.stem))
        if source is None:
            raise StudentCopyError(
                f"{path} has no source, so it cannot be checked for secrets. "
                f"Run `homeroom generate {name}`."
            )
        if flaws := leaks_of_release(source, read_notebook(path)):
            raise StudentCopyError(f"{path} must not be published:\n  " + "\n  ".join(flaws))


def build_wheel(project: HelpersProject, to: Path) -> Path:
    """Build the wheel of `helpers` alone, without a network; the same files give the same bytes."""
    try:
        from hatchling.builders.wheel import WheelBuilder
    except ModuleNotFoundError:
        raise StudentCopyError("The wheel needs hatchling: pip install hatchling") from None
    with tempfile.TemporaryDirectory(prefix="homeroom-wheel-") as folder:
        root = Path(folder)
        shutil.copytree(project.package, root / "helpers", ignore=NEVER_COPIED)
        licence = project.package.parent / "LICENSE"
        if licence.is_file():
            shutil.copy(licence, root)
        (root / "pyproject.toml").write_text(pyproject(project), encoding="utf-8")
        built = WheelBuilder(str(root)).build(directory=str(to), versions=["standard"])
        wheel = Path(next(iter(built)))
    if wheel.name != project.wheel_name:
        raise StudentCopyError(
            f"The wheel is called {wheel.name}, but the set-up cells ask for {project.wheel_name}. "
            "Write the version in pyproject.toml in its normal form."
        )
    return wheel


def pyproject(project: HelpersProject) -> str:
    """Write the pyproject.toml of `helpers` alone; JSON's strings and lists are TOML's too."""
    return PYPROJECT.format(
        name=json.dumps(DISTRIBUTION),
        version=json.dumps(project.version),
        requires_python=json.dumps(project.requires_python),
        dependencies=json.dumps(list(project.dependencies)),
    )
