"""Keeps release/hwNN whole when plain `nbgrader generate_assignment` fails.

nbgrader deletes release/hwNN (with --force, from the formgrader, or when the source is newer)
before it converts, and again when a conversion fails. `KeepingExporter` is named in
`c.GenerateAssignment.exporter_class`, so nbgrader makes one before it deletes anything; it copies
what is there and puts it back if the generation does not come to its end.

Nothing of nbgrader is replaced. That a generation is over is seen from nbgrader itself: it sets
`coursedir.student_id` to "." while it generates and back when it stops, however it stops. Should
it ever not do so, a finalizer puts back what is missing when the converter goes.
"""

from __future__ import annotations

import filecmp
import shutil
import tempfile
import weakref
from collections.abc import Collection
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment

GENERATING = "."


class KeepingExporter(NotebookExporter):
    """nbgrader's exporter of notebooks, which remembers the release that it replaces."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._converted: set[str] = set()
        converter = kwargs.get("parent")
        if isinstance(converter, GenerateAssignment) and converter.coursedir is not None:
            keep_releases(converter, self._converted)

    def from_filename(self, filename: str, *args: Any, **kwargs: Any) -> Any:
        """Convert a notebook and note that it was converted."""
        result = super().from_filename(filename, *args, **kwargs)
        self._converted.add(filename)
        return result


class KeptRelease:
    """A copy of one release folder, made before nbgrader touches it.

    Parameters
    ----------
    place : Path
        The folder, which need not exist.
    sources : collection of str
        The notebooks that are being converted into it.
    """

    def __init__(self, place: Path, sources: Collection[str]) -> None:
        self.place = place
        self._sources = sources
        self._aside = Path(tempfile.mkdtemp(prefix="homeroom-release-"))
        self._copy = self._aside / place.name
        if place.is_dir():
            shutil.copytree(place, self._copy, symlinks=True)

    def is_done(self, converted: Collection[str]) -> bool:
        """Whether every notebook was converted and is there."""
        return all(
            source in converted and (self.place / Path(source).name).is_file()
            for source in self._sources
        )

    def put_back(self) -> bool:
        """Bring the folder to what it was; return whether that changed anything."""
        if not self._copy.is_dir() or _same(self._copy, self.place):
            return False
        if self.place.exists():
            shutil.rmtree(self.place)
        shutil.copytree(self._copy, self.place, symlinks=True)
        return True

    def forget(self) -> None:
        """Delete the copy."""
        shutil.rmtree(self._aside, ignore_errors=True)


def keep_releases(converter: GenerateAssignment, converted: set[str]) -> None:
    """Keep what a converter is about to replace until it has stopped.

    `converted` fills with the notebooks that went through.
    """
    coursedir, log = converter.coursedir, converter.log
    all_kept = [
        KeptRelease(
            Path(coursedir.format_path(coursedir.release_directory, ".", Path(folder).name)),
            sources,
        )
        for folder, sources in converter.assignments.items()
    ]

    def settle(only_if_missing: bool) -> None:
        for kept in all_kept:
            fine = kept.place.is_dir() if only_if_missing else kept.is_done(converted)
            if not fine and kept.put_back():
                log.warning("Put back as it was before: %s", kept.place)
            kept.forget()

    # This comes late, perhaps after another generation: then it must not undo that one.
    last_resort = weakref.finalize(converter, settle, only_if_missing=True)

    def stopped(change: Any) -> None:
        if change["old"] == GENERATING:
            coursedir.unobserve(stopped, "student_id")
            if last_resort.detach():
                settle(only_if_missing=False)

    coursedir.observe(stopped, "student_id")


def _same(one: Path, other: Path) -> bool:
    names = [
        {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        for folder in (one, other)
    ]
    if names[0] != names[1]:
        return False
    return not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])
