"""Handing in: a look at the notebook, the PDF with answers and plots, the archive.

In a notebook ``handin.check()``, ``handin.write_pdf("hw04")``, ``handin.pack("hw04",
student="abc123")``; the same from a terminal with ``python -m helpers.handin``.
"""

from helpers.handin.archive import pack
from helpers.handin.inspection import Inspection, check_archive
from helpers.handin.listing import LISTINGS, Listing
from helpers.handin.preflight import Preflight, check
from helpers.handin.writeup import WriteUpError, write_pdf

__all__ = [
    "LISTINGS",
    "Inspection",
    "Listing",
    "Preflight",
    "WriteUpError",
    "check",
    "check_archive",
    "pack",
    "write_pdf",
]
