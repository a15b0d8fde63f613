"""The commands of ``python -m helpers.handin``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from helpers.handin.archive import pack
from helpers.handin.inspection import check_archive
from helpers.handin.listing import LISTINGS
from helpers.handin.preflight import check
from helpers.handin.writeup import WriteUpError, write_pdf


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the command line.

    Returns
    -------
    int
        0 if what was looked at can be handed in, or the PDF was written; else 1.
    """
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "pack":
            return 0 if pack(chosen.homework, chosen.student, chosen.folder).complete else 1
        if chosen.command == "pdf":
            what = chosen.what if len(chosen.what) > 1 else chosen.what[0]
            write_pdf(what, chosen.folder, to=chosen.to)
            return 0
        if chosen.file.suffix == ".ipynb" or chosen.file.is_dir():
            return 0 if check(chosen.file).ready else 1
        return 0 if check_archive(chosen.file, chosen.homework, chosen.student).complete else 1
    except (WriteUpError, ValueError, OSError) as error:
        print(error)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers.handin", description="Look over, print and pack a homework."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="write the PDF and the archive, and look it over")
    packing.add_argument("homework", choices=sorted(LISTINGS))
    packing.add_argument("--student", required=True, help="your student id")
    packing.add_argument("--folder", type=Path, default=Path(), help="where the files lie")
    checking = commands.add_parser("check", help="look over an archive, or a notebook")
    checking.add_argument("file", type=Path, help="abc123.zip, or a notebook")
    checking.add_argument("--homework", choices=sorted(LISTINGS))
    checking.add_argument("--student", help="the student id that its folder should have")
    printing = commands.add_parser("pdf", help="write notebooks into one PDF")
    printing.add_argument("what", nargs="+", help="a homework such as hw04, or notebooks")
    printing.add_argument("--folder", type=Path, default=Path(), help="where they lie")
    printing.add_argument("--to", type=Path, help="name of the PDF")
    return parser
