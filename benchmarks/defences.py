"""What the box and the verdicts cost: one class graded with and without them, in turn.

Usage: python benchmarks/defences.py [--assignment hw01] [--submissions 60] [--rounds 3]
       [--json FILE]

Four ways: as a course grades; without the box (`WarmProvisioner.isolation = "none"`); with tests
in the student's kernel, as nbgrader runs them, instead of a judge (`ExecuteUnlessKept.verdicts =
"kernel"`); with neither. The cost is the share of a batch's time that goes without both. The class
is the demonstration's, which nobody has to be shut in for: **never try this with the work of
others**. All ways should give the same scores; how many differ is told.

Each notebook begins with a cell of the student's own. Behind one, every kernel runs the given cells
itself. Otherwise they would be run once for all in a box, but not without one (it cannot be shared
safely there), and the box would seem to save time.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

import _classes
import _measure
import autograde
from nbformat.v4 import new_code_cell

from homeroom.course import Course
from homeroom.grading.gradebook import scores
from homeroom.notebooks import read_notebook, write_notebook

NO_BOX = '\nc.WarmProvisioner.isolation = "none"\n'
NO_JUDGE = '\nc.ExecuteUnlessKept.verdicts = "kernel"\n'
WAYS = {
    "as a course grades": "",
    "without the box": NO_BOX,
    "tests in the kernel": NO_JUDGE,
    "neither": NO_BOX + NO_JUDGE,
}
GOAL = 0.2


def begin_with_own_cell(path: Path) -> None:
    """Put a cell before all others."""
    notebook = read_notebook(path)
    notebook.cells.insert(0, new_code_cell("print('mine')"))
    write_notebook(notebook, path)


def compare(arguments: argparse.Namespace, folder: Path) -> dict:
    """Grade the class each way as often as asked."""
    name, number = arguments.assignment, arguments.submissions
    original = _classes.scratch_course(folder / "original", name)
    for student in _classes.hand_in(original, name, number):
        for path in original.submitted_path(student, name).glob("*.ipynb"):
            begin_with_own_cell(path)
    courses = {
        way: _classes.copy_of(original, folder / f"way{index}", settings)
        for index, (way, settings) in enumerate(WAYS.items())
    }

    def measured(course: Course) -> Callable[[], float]:
        return lambda: autograde.homeroom(course, name, "--force")[0].seconds / number

    ways = {way: measured(course) for way, course in courses.items()}
    found = _measure.in_turn(ways, arguments.rounds, warm_up=False)
    middle = {way: statistics.median(values) for way, values in found.items()}
    for way, values in found.items():
        print(f"  {way:20} {_measure.spread(values, digits=3)} a submission")
    first, *others = WAYS
    cost = {way: 1 - middle[way] / middle[first] for way in others}
    usual = scores(courses[first], name)
    differing = {
        way: sorted(s for s, found in scores(courses[way], name).items() if found != usual[s])
        for way in others
    }
    print(
        f"  of the batch's time, box and verdicts take {cost['neither']:.0%} (at most {GOAL:.0%})"
    )
    for way, students in differing.items():
        print(f"  {way}: other scores for {len(students)} of {number} submissions")
    return {
        "assignment": name,
        "submissions": number,
        "results": [{"way": way, "seconds": middle[way], "all": v} for way, v in found.items()],
        "cost": cost,
        "differing": differing,
    }


def main() -> None:
    """Parse the command line, measure, tell."""
    parser = _measure.parser(__doc__, rounds=3, data=False)
    parser.add_argument("--assignment", default="hw01")
    parser.add_argument("--submissions", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="homeroom-benchmark-") as name:
        found = compare(arguments, Path(name))
    _measure.report(found, arguments.json)


if __name__ == "__main__":
    main()
