"""Pack the archive that is handed in."""

from __future__ import annotations

import zipfile
from pathlib import Path

from helpers.handin.inspection import Inspection, inspect
from helpers.handin.listing import Listing, find_listing, id_problem
from helpers.handin.writeup import WriteUpError, write_pdf


def pack(assignment: str, student: str, folder: str | Path = ".") -> Inspection:
    """Pack a homework into one archive, look it over, and print what was found.

    The PDF is written first, unless there is one that is newer than all notebooks. An archive
    is made in any case, so that something can be handed in; what is missing in it is told.

    Parameters
    ----------
    assignment : str
        Such as ``"hw04"``.
    student : str
        Your student id; it names the archive and the folder in it.
    folder : str or pathlib.Path
        Where the files lie. The archive is written there too.

    Returns
    -------
    Inspection

    Raises
    ------
    ValueError
        If the homework is not handed in as an archive, or the id cannot name a folder.
    """
    listing = find_listing(assignment)
    if problem := id_problem(student):
        raise ValueError(problem)
    folder = Path(folder)
    if _writeup_is_old(listing, folder):
        try:
            write_pdf(assignment, folder)
        except WriteUpError as error:
            print(error)
    path = folder / f"{student}.zip"
    # Only what belongs there is packed; the check tells of files that seem to be misnamed.
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and listing.role(one.name)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for file in files:
            archive.write(file, f"{student}/{file.name}")
    found = inspect(path, assignment, student)
    found.missing = [_with_hint(name, listing, folder) for name in found.missing]
    print(found)
    return found


def _writeup_is_old(listing: Listing, folder: Path) -> bool:
    """Tell whether the PDF is missing, or older than a notebook."""
    pdf = folder / listing.writeup
    notebooks = [folder / f"{name}.ipynb" for name in listing.notebooks]
    saved = [path.stat().st_mtime for path in notebooks if path.is_file()]
    return bool(saved) and (not pdf.is_file() or pdf.stat().st_mtime < max(saved))


def _with_hint(name: str, listing: Listing, folder: Path) -> str:
    """Add which file of the folder may have been meant."""
    for file in sorted(folder.iterdir()):
        meant = listing.meant(file.name) if listing.role(file.name) is None else None
        if meant is not None and listing.role(meant) == name:
            return f"{name} (is it {file.name}? then rename it to {meant})"
    return name
