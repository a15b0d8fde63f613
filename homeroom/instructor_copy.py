"""From within one of nbgrader's preprocessors: the course folder and the instructor's notebook."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory

from homeroom.copies import copied
from homeroom.notebooks import NotebookError, read_notebook


def coursedir_of(preprocessor: Preprocessor) -> CourseDirectory | None:
    """Give the course that a preprocessor works for: preprocessor, exporter, converter, course."""
    owner: Any = preprocessor
    while owner is not None:
        if isinstance(found := getattr(owner, "coursedir", None), CourseDirectory):
            return found
        owner = getattr(owner, "parent", None)
    return None


def instructor_notebook(
    preprocessor: Preprocessor, resources: dict[str, Any]
) -> NotebookNode | None:
    """Read the notebook that a submission answers: the one in source/, else the released one.

    None where neither can be read, or where no course is at hand.
    """
    coursedir = coursedir_of(preprocessor)
    if coursedir is None:
        return None
    of = resources["nbgrader"]
    for step in (coursedir.source_directory, coursedir.release_directory):
        folder = Path(coursedir.format_path(step, ".", of["assignment"]))
        try:
            return _read(folder / f"{of['notebook']}.ipynb")
        except NotebookError as error:
            preprocessor.log.debug("%s", error)
    preprocessor.log.warning(
        "Neither source nor release holds %s/%s.ipynb", of["assignment"], of["notebook"]
    )
    return None


def _read(path: Path) -> NotebookNode:
    """Read a notebook, or copy it if it has not changed since: each submission needs it often."""
    try:
        found = path.stat()
    except OSError:
        return read_notebook(path)  # which says what is the matter
    return copied(_read_once(path, found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=16)
def _read_once(path: Path, *_version: int) -> NotebookNode:
    return read_notebook(path)
