"""What every benchmark says: on which machine, with which versions, how often, how spread."""

import argparse
import gc
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

NO_DATA = "No --data given: measured on the small samples inside helpers, not on the full sets."


def parser(description: str | None, *, rounds: int, data: bool = True) -> argparse.ArgumentParser:
    """Make a parser with the arguments that all benchmarks share."""
    made = argparse.ArgumentParser(description=description)
    if data:
        made.add_argument("--data", type=Path, help="folder with MNIST/raw, FashionMNIST/raw, ...")
    made.add_argument("--rounds", type=int, default=rounds, help="how often to measure each thing")
    made.add_argument("--json", type=Path, help="file to write the results to")
    return made


def facts() -> dict[str, Any]:
    """Name the machine and the versions."""
    import numpy
    import torch
    import torchvision

    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "numpy": numpy.__version__,
        "threads": torch.get_num_threads(),
        "device": "cpu",
    }


def _processor() -> str:
    """Name the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def in_turn(
    things: Mapping[str, Callable[[], float]], rounds: int, *, warm_up: bool = True
) -> dict[str, list[float]]:
    """Measure several things in turn, so that a disturbance hits all of them alike.

    Each callable returns its own measurement. The order is turned round every other time.
    """
    if warm_up:
        for measure in things.values():
            measure()
    found: dict[str, list[float]] = {name: [] for name in things}
    for number in range(rounds):
        for name in list(things)[:: -1 if number % 2 else 1]:
            gc.collect()
            found[name].append(things[name]())
    return found


def seconds(work: Callable[[], Any]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def between(begin: str, end: str) -> float:
    """Return the seconds between two times of day as notebooks write them."""
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()


def spread(values: list[float], unit: str = "s", digits: int = 2) -> str:
    """Write median, smallest, largest and how many."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} {unit} (n={len(values)}, {low:.{digits}f} to {high:.{digits}f})"


def report(results: Mapping[str, Any], file: Path | None) -> None:
    """Say where it was measured, and write the results if a file is named."""
    known = facts()
    print("\n" + ", ".join(f"{name} {value}" for name, value in known.items()))
    if file is not None:
        file.write_text(json.dumps({**results, "machine": known}, indent=1) + "\n")
