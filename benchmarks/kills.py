"""Kill a batch at random instants, start it again, and compare gradebooks.

Usage: python benchmarks/kills.py [--kills 50] [--assignment hw01] [--submissions 4] [--json FILE]

Each time, a class is graded in a copy of the course; the batch is killed (kill -9, the command's
own process) at an instant drawn over its whole length, then run to its end. The gradebook must
hold the same rows as one that was never disturbed, and no process may be left.
"""

import argparse
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import _classes
import _measure

from homeroom.course import Course
from homeroom.grading.snapshot import differences, snapshot


def start(course: Course, assignment: str) -> subprocess.Popen:
    """Start a batch."""
    command = [sys.executable, "-m", "homeroom.cli", "autograde", assignment]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=course.root, **quiet)


def finish(course: Course, assignment: str) -> float:
    """Run a batch to its end; how long it took."""
    began = time.perf_counter()
    status = start(course, assignment).wait()
    if status != 0:
        raise RuntimeError(f"The batch in {course.root} ended with status {status}.")
    return time.perf_counter() - began


def left_behind(course: Course) -> list[int]:
    """Processes that still work in or for the course."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if path.readlink().is_relative_to(course.root):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--assignment", default="hw01")
    parser.add_argument("--submissions", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="file to write the results to")
    arguments = parser.parse_args()
    drawn = random.Random(arguments.seed)
    name = arguments.assignment
    results = []
    with tempfile.TemporaryDirectory(prefix="homeroom-kills-") as place:
        folder = Path(place)
        original = _classes.scratch_course(folder / "original", name)
        _classes.hand_in(original, name, arguments.submissions)
        undisturbed = _classes.copy_of(original, folder / "undisturbed")
        whole = finish(undisturbed, name)
        expected = snapshot(undisturbed.db_url)
        print(f"undisturbed: {whole:.1f} s for {arguments.submissions} submissions", flush=True)
        for number in range(arguments.kills):
            course = _classes.copy_of(original, folder / "killed")
            instant = drawn.uniform(0, whole)
            batch = start(course, name)
            time.sleep(instant)
            batch.send_signal(signal.SIGKILL)
            batch.wait()
            finish(course, name)
            same = not differences(snapshot(course.db_url), expected)
            time.sleep(2)
            left = left_behind(course)
            results.append({"instant": instant, "same": same, "left_behind": len(left)})
            print(f"{number + 1}: killed at {instant:.1f} s, same rows: {same}, left: {len(left)}")
            sys.stdout.flush()
            shutil.rmtree(course.root)
    same = sum(result["same"] for result in results)
    print(f"{same} of {len(results)} gradebooks identical")
    found = {
        "kills": results,
        "identical": same,
        "left_behind": sum(result["left_behind"] for result in results),
        "seconds_undisturbed": whole,
        "median_instant": statistics.median(result["instant"] for result in results),
    }
    _measure.report(found, arguments.json)
    sys.exit(0 if same == len(results) else 1)


if __name__ == "__main__":
    main()
