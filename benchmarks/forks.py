"""What a fork of the template costs, with its memory in pages of 4 kB and in large ones.

Usage: python benchmarks/forks.py [--rounds 15] [--json FILE]

A process imports what the template imports, forks children that end at once, puts its memory into
large pages, and forks again. Where the system grants none, both take the same.
"""

import argparse
import gc
import os
import statistics
from pathlib import Path

import _measure

from homeroom.kernels import large_pages, template


def fork_once() -> None:
    """Make a fork, and wait until it has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="file to write the results to")
    arguments = parser.parse_args()
    template.preload()
    gc.collect()
    gc.freeze()
    small = [_measure.seconds(fork_once) for _ in range(arguments.rounds)]
    granted = large_pages.collapse()
    large = [_measure.seconds(fork_once) for _ in range(arguments.rounds)]
    ratio = statistics.median(small) / statistics.median(large)
    print(f"pages of 4 kB   {_measure.spread([1000 * s for s in small], 'ms', 1)}")
    print(f"large pages     {_measure.spread([1000 * s for s in large], 'ms', 1)}")
    print(f"{ratio:.1f} times quicker; {granted / 1e6:.0f} MB in large pages")
    _measure.report({"small": small, "large": large, "ratio": ratio}, arguments.json)


if __name__ == "__main__":
    main()
