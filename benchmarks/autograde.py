"""How long a class takes: `nbgrader autograde` against `homeroom autograde`, same submissions.

Usage: python benchmarks/autograde.py [--assignment hw01] [--submissions 100]
       [--nbgrader-submissions 10] [--growth 50,200,800] [--json FILE]

The class is the demonstration's (references, right answers in several styles, typical mistakes;
no endless loops, which cost their time-out whoever grades), over and over. nbgrader runs as
installed: its own command, one notebook after another, an ordinary kernel. It reads the course's
settings too, so that it leaves the same cells out that train; without them it would run these as
well, and take far longer. It is linear in the number of submissions, so it may be measured on a
part of the class: half before and half after ours. With `--nbgrader-submissions 0` nothing is
compared, and only what `--growth` and `--pinned` ask for is measured.

The limit is the time that the cells themselves take (each kind of hand-in once, one worker, so
that the kernel and the judge take turns), divided by the cores: once with the rest of the machine
idle, and once with as many such workers at the same time as there are cores, since cores that
share caches, memory and heat are slower when all of them work, as they do in a batch. Processor
time of the judges' forks, which nobody waits for, is part of the limit, but not of the CPU figure.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import _classes
import _measure
import _processes

from homeroom.course import Course
from homeroom.grading.gradebook import scores
from homeroom.notebooks import read_notebook

MEMORY_OF = 16
"""Submissions whose kernels' memory is looked at."""
ORDINARY_KERNEL = '\nc.Execute.kernel_name = "python3"\n'


def nbgrader(course: Course, assignment: str, students: list[str]) -> _processes.Run:
    """Grade some students with nbgrader's own command, all in one call."""
    others = ",".join(s for s in course.students(assignment) if s not in students)
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--force"]
    return _processes.run([*command, f"--CourseDirectory.student_id_exclude={others}"], course.root)


def homeroom(
    course: Course, assignment: str, *options: str, watch_memory: bool = False
) -> tuple[_processes.Run, dict]:
    """Grade everyone with Homeroom's command; what it took and what it says."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [sys.executable, "-m", "homeroom.cli", "autograde", assignment]
        command += ["--json", file.name, *options]
        done = _processes.run(command, course.root, watch_memory=watch_memory)
        found = json.loads(Path(file.name).read_text())
    if found["failed"]:
        raise RuntimeError(f"{found['failed']} were not graded:\n{done.output[-3000:]}")
    return done, found


def seconds_of_cells(course: Course, assignment: str, students: list[str]) -> float:
    """Seconds that all cells of a submission took, by the kernel's clock: mean over students."""
    totals = []
    for student in students:
        total = 0.0
        for path in course.autograded_path(student, assignment).glob("*.ipynb"):
            for cell in read_notebook(path).cells:
                times = cell.metadata.get("execution", {})
                if "iopub.status.idle" in times:
                    total += _measure.between(
                        times["iopub.status.busy"], times["iopub.status.idle"]
                    )
        totals.append(total)
    return statistics.mean(totals)


def time_of_cells(
    original: Course, assignment: str, students: list[str], folder: Path, at_once: int
) -> float:
    """Seconds that the cells of a submission take while so many submissions are graded."""
    roots = [_classes.copy_of(original, folder / str(number)).root for number in range(at_once)]
    alone = partial(grade_one_by_one, assignment, students)
    with ProcessPoolExecutor(at_once) as pool:
        return statistics.mean(pool.map(alone, roots))


def grade_one_by_one(assignment: str, students: list[str], root: Path) -> float:
    """Grade submissions with one worker; give the seconds that the cells of one took."""
    course = Course.open(root)
    chosen = [word for student in students for word in ("--student", student)]
    homeroom(course, assignment, "--workers=1", *chosen)
    return seconds_of_cells(course, assignment, students)


def memory_of_kernels(
    original: Course, assignment: str, students: list[str], folder: Path
) -> float | None:
    """Median of the private megabytes of kernels, in a run whose time does not count."""
    course = _classes.copy_of(original, folder)
    chosen = [word for student in students for word in ("--student", student)]
    done, _ = homeroom(course, assignment, *chosen, watch_memory=True)
    return done.kernel_mb


def compare(arguments: argparse.Namespace, folder: Path) -> dict:
    """Measure both, in turn, and print what came out."""
    name, number = arguments.assignment, arguments.submissions
    part = min(number, arguments.nbgrader_submissions)
    original = _classes.scratch_course(folder / "original", name)
    students = _classes.hand_in(original, name, number)
    theirs = _classes.copy_of(original, folder / "nbgrader", ORDINARY_KERNEL)
    ours = _classes.copy_of(original, folder / "homeroom")
    cores = len(os.sched_getaffinity(0))
    # Each kind once: wrong answers to a learning test take far longer than right ones.
    sample = students[: len(_classes.kinds(original, name))]
    cells = time_of_cells(original, name, sample, folder / "alone", at_once=1)
    busy = time_of_cells(original, name, sample, folder / "busy", at_once=cores)
    memory = memory_of_kernels(original, name, sample[:MEMORY_OF], folder / "memory")

    first = nbgrader(theirs, name, students[: part - part // 2])
    done, found = homeroom(ours, name)
    runs = [first]
    if part > 1:
        runs.append(nbgrader(theirs, name, students[part - part // 2 : part]))
    each = [first.seconds / (part - part // 2), *(r.seconds / (part // 2) for r in runs[1:])]

    known = scores(theirs, name)
    mine = scores(ours, name)
    nbgrader_s = statistics.mean(each) * number
    limit_s = cells * number / cores
    return {
        "assignment": name,
        "submissions": number,
        "nbgrader_submissions": part,
        "nbgrader_s": nbgrader_s,
        "nbgrader_s_per_submission": each,
        "nbgrader_cpu_s_per_submission": sum(r.cpu_seconds for r in runs) / part,
        "homeroom_s": done.seconds,
        "homeroom_s_per_submission": done.seconds / number,
        "ratio": nbgrader_s / done.seconds,
        "limit_s": limit_s,
        "homeroom_over_limit": done.seconds / limit_s,
        "busy_limit_s": busy * number / cores,
        "homeroom_over_busy_limit": done.seconds / (busy * number / cores),
        "same_scores": all(mine.get(s) == known.get(s) for s in students[:part]),
        "cpu_s_per_submission": done.cpu_seconds / number,
        "cells_s_per_submission": cells,
        "busy_cells_s_per_submission": busy,
        "worker_cpu_s_per_submission": found["worker_cpu_seconds"] / number,
        "private_mb_per_kernel": memory,
        "kept_cells_run": len(found["kept_cells_run"]),
        "workers": found["workers"],
        "cores": cores,
    }


def grow(assignment: str, numbers: list[int], folder: Path) -> dict[int, float]:
    """Seconds per submission for classes of several sizes."""
    took = {}
    for number in numbers:
        course = _classes.scratch_course(folder / f"class{number}", assignment)
        _classes.hand_in(course, assignment, number)
        done, _ = homeroom(course, assignment)
        took[number] = done.seconds / number
        print(f"{number} submissions: {took[number]:.3f} s each", flush=True)
    return took


def pin(assignment: str, number: int, folder: Path) -> dict[int, float]:
    """Seconds for a class on one core and on all, for each number of cores."""
    course = _classes.scratch_course(folder / "pinned", assignment)
    _classes.hand_in(course, assignment, number)
    all_cores = os.sched_getaffinity(0)
    took = {}
    for cores in sorted({1, len(all_cores)}):
        copied = _classes.copy_of(course, folder / f"cores{cores}")
        os.sched_setaffinity(0, sorted(all_cores)[:cores])
        try:
            took[cores] = homeroom(copied, assignment)[0].seconds
        finally:
            os.sched_setaffinity(0, all_cores)
        print(f"{cores} pinned cores, {number} submissions: {took[cores]:.1f} s", flush=True)
    print(f"{took[1] / took[len(all_cores)]:.2f} times as fast on {len(all_cores)} cores as on one")
    return took


def tell(found: dict) -> None:
    """Print the figures in words."""
    cpu, cells = found["cpu_s_per_submission"], found["cells_s_per_submission"]
    worker = found["worker_cpu_s_per_submission"]
    part = found["nbgrader_submissions"]
    print(f"{found['assignment']}, {found['submissions']} submissions, {found['cores']} cores")
    print(
        f"nbgrader  {_measure.spread(found['nbgrader_s_per_submission'])} a submission "
        f"(measured on {part}; {found['nbgrader_s']:.0f} s for all)"
    )
    print(
        f"homeroom  {found['homeroom_s_per_submission']:.2f} s a submission "
        f"({found['homeroom_s']:.0f} s for all, {found['workers']} at a time)"
    )
    print(f"ratio     {found['ratio']:.1f}, same scores: {found['same_scores']}")
    print(
        f"limit     {found['limit_s']:.0f} s; {found['homeroom_over_limit']:.2f} times that; with "
        f"all cores at work {found['busy_limit_s']:.0f} s; {found['homeroom_over_busy_limit']:.2f}"
    )
    print(
        f"CPU       {cpu:.2f} s a submission: cells {cells:.2f}, nbgrader's work {worker:.2f}, "
        f"kernel starts and the rest {cpu - cells - worker:.2f}"
    )
    if found["private_mb_per_kernel"]:
        print(f"memory    {found['private_mb_per_kernel']:.0f} MB private in a kernel (median)")
    print(f"kept cells run after all for {found['kept_cells_run']} of {found['submissions']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--assignment", default="hw01")
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--nbgrader-submissions", type=int, default=10)
    parser.add_argument("--growth", default="", help="sizes of classes, such as 50,200,800")
    parser.add_argument("--pinned", type=int, default=0, help="size of a class for one core, all")
    parser.add_argument("--json", type=Path, help="file to write the results to")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="homeroom-benchmark-") as name:
        folder = Path(name)
        found: dict = {"assignment": arguments.assignment}
        if arguments.nbgrader_submissions:
            found = compare(arguments, folder)
            tell(found)
        if arguments.growth:
            numbers = [int(size) for size in arguments.growth.split(",")]
            found["growth"] = grow(arguments.assignment, numbers, folder)
        if arguments.pinned:
            found["seconds_by_cores"] = pin(arguments.assignment, arguments.pinned, folder)
    _measure.report(found, arguments.json)


if __name__ == "__main__":
    main()
