"""What belongs into the archive of a homework that is handed in as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.photos import ENDINGS

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]*")


@dataclass(frozen=True)
class Listing:
    """Files of one homework's archive.

    Attributes
    ----------
    assignment : str
        Such as ``"hw04"``.
    notebooks : tuple of str
        Names without ``.ipynb``.
    photos : tuple of str
        Names of photographs, without ending.
    """

    assignment: str
    notebooks: tuple[str, ...]
    photos: tuple[str, ...] = ()

    @property
    def writeup(self) -> str:
        """Name of the PDF."""
        return f"{self.assignment}.pdf"

    @property
    def wanted(self) -> tuple[str, ...]:
        """Names of all files; photographs with the first ending that is allowed."""
        notebooks = (f"{name}.ipynb" for name in self.notebooks)
        return (*notebooks, *(f"{name}{ENDINGS[0]}" for name in self.photos), self.writeup)

    def role(self, name: str) -> str | None:
        """Say for which of the wanted files a name stands, exactly as it is written.

        Parameters
        ----------
        name : str
            Of a file, without folders.

        Returns
        -------
        str or None
            One of ``wanted``; None for a file that does not belong there.

        Examples
        --------
        >>> LISTINGS["hw04"].role("img2.png"), LISTINGS["hw04"].role("backprop.py")
        ('img2.jpg', None)
        """
        if name in self.wanted:
            return name
        stem, dot, ending = name.rpartition(".")
        if stem in self.photos and f"{dot}{ending}" in ENDINGS:
            return f"{stem}{ENDINGS[0]}"
        return None

    def meant(self, name: str) -> str | None:
        """Guess which of the wanted files was misnamed.

        Parameters
        ----------
        name : str
            Of a file that has no role.

        Returns
        -------
        str or None
            What it should be called.

        Examples
        --------
        >>> listing = LISTINGS["hw04"]
        >>> listing.meant("Copy_of_backprop (1).ipynb"), listing.meant("IMG1.JPG")
        ('backprop.ipynb', 'img1.jpg')
        """
        stem, _, ending = name.lower().rpartition(".")
        if ending == "ipynb":
            # The longest first: a name may be a part of another.
            for notebook in sorted(self.notebooks, key=len, reverse=True):
                if _plain(notebook) in _plain(stem):
                    return f"{notebook}.ipynb"
        if f".{ending}" in ENDINGS:
            for photo in self.photos:
                if re.search(rf"(?<![a-z0-9]){photo}(?![0-9])", _spaced(stem)):
                    return f"{photo}.{ending}"
        return self.writeup if ending == "pdf" else None


LISTINGS = {
    "hw04": Listing(
        "hw04",
        ("backprop", "two_layer_net", "part1_convnet", "part2_pretrained"),
        ("img1", "img2"),
    ),
}


def find_listing(assignment: str) -> Listing:
    """Find what belongs to a homework.

    Parameters
    ----------
    assignment : str

    Returns
    -------
    Listing

    Raises
    ------
    ValueError
        If it is not handed in as an archive.

    Examples
    --------
    >>> find_listing("hw04").wanted[-1]
    'hw04.pdf'
    """
    if assignment in LISTINGS:
        return LISTINGS[assignment]
    raise ValueError(
        f"{assignment!r} is not handed in as an archive; those that are: {', '.join(LISTINGS)}. "
        "Of all others, hand in the notebook itself"
    )


def likeliest(names: Iterable[str]) -> Listing:
    """Find the homework to which most of some files belong.

    Parameters
    ----------
    names : iterable of str
        Of files, without folders.

    Returns
    -------
    Listing
    """
    present = set(names)
    return max(LISTINGS.values(), key=lambda one: len(present.intersection(one.wanted)))


def id_problem(student: str) -> str | None:
    """Say what is wrong with a student id, as a name of a folder.

    Parameters
    ----------
    student : str

    Returns
    -------
    str or None
        None if it will do.

    Examples
    --------
    >>> id_problem("abc123"), id_problem("Ada Lovelace")
    (None, "the student id 'Ada Lovelace' may hold letters, digits and . _ @ + - only, no spaces")
    """
    if _ID.fullmatch(student) and ".." not in student:
        return None
    return f"the student id {student!r} may hold letters, digits and . _ @ + - only, no spaces"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _spaced(text: str) -> str:
    return re.sub(r"[_-]", " ", text)
