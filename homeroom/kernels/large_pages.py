"""Memory in pages of two megabytes, so that forking copies hundreds of entries, not 100 000.

A process forked from the template shares its memory, but has a table of the pages of its own.
With pages of 4 kB, writing the table and throwing it away takes longer than many a test.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from homeroom.kernels import linux

LARGE = 2 << 20
MADV_HUGEPAGE = 14
SECONDS = 5.0
MADV_COLLAPSE = 25  # since Linux 6.1; earlier ones refuse, and nothing changes


def collapse() -> int:
    """Put the memory that this process has allocated into large pages; give their bytes.

    What the system does not grant stays as it is. A fork that writes to a large page gets a copy
    of the 4 kB around it, as before.
    """
    done = 0
    for start, end in _allocated():
        linux.madvise(start, end - start, MADV_HUGEPAGE)
        # One at a time: the first that cannot be had would end the call for all behind it.
        for page in range(start, end, LARGE):
            done += LARGE if linux.madvise(page, LARGE, MADV_COLLAPSE) else 0
    return done


@contextmanager
def collapsing() -> Iterator[None]:
    """Collapse what there is while the process goes on; its thread is gone afterwards."""
    before = linux.tasks()
    thread = threading.Thread(target=collapse)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        until = time.monotonic() + SECONDS
        while linux.tasks() > before and time.monotonic() < until:
            time.sleep(0.001)  # Python has let go of the thread; the system does a moment later


def _allocated() -> Iterator[tuple[int, int]]:
    """Ranges of private, writable memory that belongs to no file, in whole large pages."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights == "rw-p" and inode == "0" and (not name or name == ["[heap]"]):
            start, end = (int(text, 16) for text in span.split("-"))
            start = -(-start // LARGE) * LARGE
            end = end // LARGE * LARGE
            if start < end:
                yield start, end
