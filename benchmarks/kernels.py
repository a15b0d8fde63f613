"""Warm kernels in a box against plain ones: hw01's notebook with the reference answers.

``python benchmarks/kernels.py [--assignment hw01] [--rounds 5] [--in-flight 4]``

Both run the same cells through nbclient (those that train are left out, as at grading), in turn,
one notebook at a time and several at once.
"""

import asyncio
import copy
import os
import statistics
import time
from typing import Any

import _measure
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

from homeroom.course import Course
from homeroom.grading.kept import is_kept, kept_cells
from homeroom.kernels import JUPYTER_PATH, KERNEL_NAME
from homeroom.kernels.client import Template
from homeroom.kernels.isolation import Inside
from homeroom.kernels.limits import Limits
from homeroom.kernels.prepared import Plan, prepare, wait_ready
from homeroom.notebooks import read_notebook, solution_text

MEMORY = """
import gc
lines = open("/proc/self/smaps_rollup").read().splitlines()
private = sum(int(l.split()[1]) for l in lines if l.startswith("Private_Dirty")) / 1024
"""
GOAL_MB = 60


def graded_cells(name: str) -> NotebookNode:
    """The first notebook of an assignment as grading runs it: answers in, training left out."""
    course = Course.find()
    notebook = read_notebook(course.source_path(name, course.notebooks(name)[0]))
    kept = kept_cells(notebook)
    notebook.cells = [cell for cell in notebook.cells if not is_kept(cell, kept)]
    for cell in notebook.cells:
        cell.source = solution_text(cell.source)
    return notebook


def execute(notebook: NotebookNode, kernel: str, count: int) -> float:
    """Run copies of a notebook at the same time; seconds for each."""

    async def one() -> None:
        client = NotebookClient(
            copy.deepcopy(notebook), kernel_name=kernel, config=Config(), timeout=300
        )
        await client.async_execute()

    async def all_of_them() -> None:
        await asyncio.gather(*(one() for _ in range(count)))

    began = time.perf_counter()
    asyncio.run(all_of_them())
    return (time.perf_counter() - began) / count


def fork_times(template: Template, rounds: int) -> dict[str, list[float]]:
    """Time from a request until there is a process, and until it listens behind its walls."""
    found: dict[str, list[float]] = {"forked": [], "listening": []}
    plan = Plan((), (("LANG", "C.UTF-8"),), Limits())
    for _ in range(rounds):
        began = time.perf_counter()
        prepared = prepare(template, plan)
        while prepared.fork.pid is None:
            prepared.fork.look()
            time.sleep(0.0005)
        found["forked"].append(time.perf_counter() - began)
        asyncio.run(wait_ready(template, prepared, 60))
        found["listening"].append(time.perf_counter() - began)
        prepared.close()
    return found


def answering(spares: int) -> float:
    """Time from the start of a kernel until it has answered."""
    with Inside(Config(WarmProvisioner={"spares": spares})):
        pass  # the one forked ahead, if any, is left by this one
    time.sleep(1.5 if spares else 0)
    began = time.perf_counter()
    with Inside(Config(WarmProvisioner={"spares": spares})) as kernel:
        kernel.evaluate("", "1")
        return time.perf_counter() - began


def memory(notebook: NotebookNode) -> dict[str, float]:
    """Memory that a kernel has for itself, before and after a notebook's cells, in MB."""
    with Inside(Config(WarmProvisioner={"spares": 0})) as kernel:
        found = {"idle": kernel.evaluate(MEMORY, "private")}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                kernel.evaluate(cell.source, "1", seconds=300)
        return {**found, "after its cells": kernel.evaluate(MEMORY, "private")}


def main() -> None:
    """Measure, and say what was found."""
    parser = _measure.parser(__doc__, rounds=5, data=False)
    parser.add_argument("--assignment", default="hw01")
    parser.add_argument("--in-flight", type=int, default=4)
    arguments = parser.parse_args()
    os.environ["JUPYTER_PATH"] = JUPYTER_PATH
    # The plain kernel gets what the warm one has by itself: samples, and one thread.
    os.environ.update(HELPERS_DATA="sample", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    notebook = graded_cells(arguments.assignment)
    results: dict[str, Any] = {}

    began = time.perf_counter()
    template = Template.shared()
    fork_times(template, 1)
    results["template_start_s"] = time.perf_counter() - began
    print(f"  template, from nothing to its first kernel  {results['template_start_s']:.1f} s")
    for name, values in fork_times(template, 4 * arguments.rounds).items():
        results[f"{name}_ms"] = statistics.median(values) * 1000
        print(f"  {name:43} {_measure.spread([1000 * v for v in values], 'ms', 0)}")
    for spares, words in ((0, "answering, forked when asked"), (1, "answering, forked ahead")):
        values = [answering(spares) for _ in range(arguments.rounds)]
        results[words] = statistics.median(values)
        print(f"  {words:43} {_measure.spread(values)}")
    results["private_mb"] = memory(notebook)
    words = ", ".join(f"{name} {mb:.0f} MB" for name, mb in results["private_mb"].items())
    print(f"  memory of its own: {words} (goal {GOAL_MB})")

    things = {
        f"{kernel}, {count} at once": lambda k=kernel, n=count: execute(notebook, k, n)
        for count in (1, arguments.in_flight)
        for kernel in ("python3", KERNEL_NAME)
    }
    found = _measure.in_turn(things, arguments.rounds)
    for name, values in found.items():
        print(f"  {name:43} {_measure.spread(values, 's a notebook')}")
    medians = {name: statistics.median(values) for name, values in found.items()}
    ratio = {
        count: medians[f"python3, {count} at once"] / medians[f"{KERNEL_NAME}, {count} at once"]
        for count in (1, arguments.in_flight)
    }
    for count, times in ratio.items():
        print(f"  {count} at once: the warm kernel is {times:.1f} times as fast")
    _measure.report({**results, "seconds": found, "ratio": ratio}, arguments.json)


if __name__ == "__main__":
    main()
