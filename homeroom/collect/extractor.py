"""`nbgrader zip_collect` with archives that cannot do harm."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin
from traitlets import Integer, List, Unicode

from homeroom.collect.archives import ArchiveError, Limits, Unpacker

ENDINGS = [".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz"]
# Archives within archives, as a learning platform packs what students have packed.
LEVELS = 3


class SafeExtractor(ExtractorPlugin):
    """Unpack downloaded archives, each within limits; one that is refused costs only itself.

    Folders are laid out as nbgrader lays them out: `ada.zip` goes into a folder `ada`, an archive
    inside it into one beside it.
    """

    zip_ext = List(Unicode(), ENDINGS, help="Endings of archives; other files are copied.").tag(
        config=True
    )
    total_mb = Integer(500, help="Megabytes of an archive, unpacked, with those inside it.").tag(
        config=True
    )
    file_mb = Integer(250, help="Megabytes of one file in an archive, unpacked.").tag(config=True)
    files = Integer(2_000, help="Files in an archive, with those in archives inside it.").tag(
        config=True
    )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder, and copy its other files.

        Parameters
        ----------
        archive_path, extracted_path : str
            Absolute paths; the second is an empty folder.
        """
        source, target = Path(archive_path), Path(extracted_path)
        refused, count = [], 0
        for path in _files(source):
            count += 1
            folder = target / path.parent.relative_to(source)
            folder.mkdir(parents=True, exist_ok=True)
            try:
                if path.suffix in self.zip_ext:
                    self._unpack(path, folder / _stem(path))
                else:
                    _copy(path, folder / path.name)
            except ArchiveError as error:
                refused.append(path.name)
                self.log.warning("Not collected: %s", error)
        if not count:
            self.log.warning("No files found in directory: %s", archive_path)
        if refused:
            self.log.warning(
                "%d of %d files in %s were not collected and lie there as they were: %s",
                *(len(refused), count, archive_path, ", ".join(refused)),
            )

    def _unpack(self, path: Path, folder: Path) -> None:
        limits = Limits(self.total_mb * 10**6, self.file_mb * 10**6, self.files)
        unpacker = Unpacker(limits)
        self.log.info("Extracting from: %s", path)
        self.log.info("  Extracting to: %s", folder)
        waiting = [(path, folder, 1)]
        while waiting:
            archive, into, level = waiting.pop(0)
            try:
                done = unpacker.unpack(archive, into)
            except ArchiveError as error:
                if archive is path:
                    raise
                self.log.warning("In %s, left as it is: %s", path.name, error)
                continue
            if done.left_out:
                self.log.info("  Left out of %s: %s", archive.name, ", ".join(done.left_out))
            inner = [into / name for name in done.files if Path(name).suffix in self.zip_ext]
            if level == LEVELS and inner:
                self.log.warning("In %s, left as they are: %d archives", path.name, len(inner))
                continue
            waiting += [(one, one.parent / _stem(one), level + 1) for one in inner]


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder, sorted; folders that are links are not entered."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names))


def _stem(path: Path) -> str:
    """Name of an archive without its ending.

    >>> _stem(Path("ada.zip")), _stem(Path("ada.tar.gz"))
    ('ada', 'ada')
    """
    name = path.stem
    return name.removesuffix(".tar")


def _copy(path: Path, target: Path) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ArchiveError(f"{path.name} is no file but a link or a pipe. Remove it.")
    shutil.copyfile(path, target, follow_symlinks=False)
