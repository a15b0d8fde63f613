"""Makes plain `nbgrader zip_collect` unpack safely; `nbgrader_config.py` names the plug-ins.

An archive that is refused, and a file that is none, costs its own submission only: a warning says
what to do, the archive stays where it lies, and the others are collected. What is unpacked lies
where nbgrader's own plug-in would have put it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Float, Integer, List, Unicode

from homeroom.collect.archives import (
    ArchiveError,
    Limits,
    has_ending,
    open_regular,
    stem,
    unpack_all,
)
from homeroom.collect.limits import Refused, shown
from homeroom.collect.names import alike

_MB = 1_000_000
_NAMED = 5  # archives within one archive, at most, of which each gets a line


class SafeExtractor(ExtractorPlugin):
    """Unpacks archives within limits, each for itself."""

    zip_ext = List(
        Unicode(),
        [".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz"],
        help="Endings of archives. Files with others are copied.",
    ).tag(config=True)
    total_mb = Float(
        Limits.total_bytes / _MB,
        help="Megabytes that may come out of one archive, with all archives within it.",
    ).tag(config=True)
    file_mb = Float(Limits.file_bytes / _MB, help="Megabytes of one file.").tag(config=True)
    entries = Integer(
        Limits.entries, help="Files and folders that one archive may hold, with those within it."
    ).tag(config=True)
    depth = Integer(Limits.depth, help="Folders within folders.").tag(config=True)
    layers = Integer(
        Limits.layers, help="Archives one within the other, the outermost counted."
    ).tag(config=True)
    ratio = Integer(
        Limits.ratio, help="How many times as large as the archive its files may be."
    ).tag(config=True)
    seconds = Float(Limits.seconds, help="Time for one archive.").tag(config=True)

    @property
    def limits(self) -> Limits:
        """The limits as configured."""
        return Limits(
            total_bytes=int(self.total_mb * _MB),
            file_bytes=int(self.file_mb * _MB),
            entries=self.entries,
            depth=self.depth,
            layers=self.layers,
            ratio=self.ratio,
            seconds=self.seconds,
        )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack all archives of a folder, and copy all other files."""
        if not any(Path(archive_path).iterdir()):
            self.log.warning("No files found in directory: %s", archive_path)
        refused = []
        for root, folders, names in os.walk(archive_path):
            folders.sort()
            place = Path(extracted_path, Path(root).relative_to(archive_path))
            for name in sorted(names):
                path = Path(root, name)
                try:
                    place.mkdir(parents=True, exist_ok=True)
                    if has_ending(name, self.zip_ext):
                        self._unpack(path, place / stem(name))
                    else:
                        self._copy(path, place / name)
                except ArchiveError as error:
                    self.log.warning("Not collected: %s", error)
                    refused.append(shown(str(path.relative_to(archive_path))))
                except OSError as error:
                    self.log.warning("Not collected: %s: %s", shown(name), error.strerror)
                    refused.append(shown(str(path.relative_to(archive_path))))
        if refused:
            self.log.warning(
                "%d not collected, all others are (the reasons stand above): %s",
                len(refused),
                ", ".join(refused),
            )

    def _unpack(self, path: Path, place: Path) -> None:
        self.log.info("Extracting from: %s", shown(str(path)))
        self.log.info("  Extracting to: %s", shown(str(place)))
        found = unpack_all(path, place, self.limits, self.zip_ext)
        for packed in found.packed[:_NAMED]:
            error = packed.error
            self.log.warning(
                "%s: left packed: %s: %s; expected %s. %s",
                *map(shown, (path.name, packed.file)),
                *(error.found, error.expected, error.remedy),
            )
        if (more := len(found.packed) - _NAMED) > 0:
            self.log.warning("%s: left packed: %d more", shown(path.name), more)
        if found.left_out:
            self.log.info("  Left out: %s", ", ".join(map(shown, found.left_out[:_NAMED])))

    def _copy(self, path: Path, place: Path) -> None:
        self.log.info("Copying from: %s", shown(str(path)))
        self.log.info("  Copying to: %s", shown(str(place)))
        try:
            with open_regular(path) as source, place.open("xb") as target:
                shutil.copyfileobj(source, target)
        except Refused as error:
            raise ArchiveError(path.name, error.found, error.expected, error.remedy) from None


class OneOfEach(FileNameCollectorPlugin):
    """nbgrader's collector, which takes of two notebooks with one name the first.

    Without timestamps to compare, nbgrader would end at the second one, and collect nothing of
    anybody.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._seen: dict[tuple[str, str], str] = {}
        self._dated: set[str] = set()

    def collect(self, submitted_file: str) -> dict | None:
        """Match a file's name; nothing if the file is not to be collected."""
        found = super().collect(submitted_file)
        if not found or not found.get("student_id") or not found.get("file_id"):
            return found
        student = found["student_id"]
        name = os.path.splitext(found["file_id"])[0] + os.path.splitext(submitted_file)[1]  # noqa: PTH122
        key = student, alike(name)
        comparable = found.get("timestamp") and student in self._dated
        if key in self._seen and not comparable:
            self.log.warning(
                "Not collected: %s: %s of %s was collected from %s already; expected every "
                "notebook once. If the other one is meant, put it in place of the first in "
                "submitted/.",
                shown(submitted_file),
                shown(found["file_id"]),
                shown(student),
                shown(self._seen[key]),
            )
            return None
        self._seen.setdefault(key, submitted_file)
        if found.get("timestamp"):
            self._dated.add(student)
        return found
