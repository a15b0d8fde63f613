"""Are gradebook and notebooks those of plain nbgrader, row by row and cell by cell?"""

import re
import shutil
from datetime import timedelta

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading.batch import autograde
from homeroom.grading.snapshot import differences, snapshot
from homeroom.notebooks import read_notebook
from homeroom.release.generate import generate

RIGHT = "def square(x):\n    return x * x"
WRONG = "def square(x):\n    return 2 * x"
LOUD = 'import warnings\ndef square(x):\n    warnings.warn("loud")\n    return x * x'
USES_TRAINING = "print(len(model))"
WRITES = "open('mine.txt', 'w').write('kept')\ndef square(x):\n    return x * x"

PENALTY = """
from nbgrader.plugins import LateSubmissionPlugin


class HalfAPointPerHour(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.5 * total_seconds_late // 3600


c.AssignLatePenalties.plugin_class = HalfAPointPerHour
"""


@pytest.fixture
def twins(course, hand_in, cell_of):
    """Two copies of a course, released and handed in, its gradebook included."""
    with (course.root / CONFIG_FILE).open("a") as file:
        file.write(PENALTY)
    course = Course.open(course.root)
    (course.root / "source" / "hw01" / "data.csv").write_text("1,2")
    generate(course, "hw01")
    hand_in(course, "right", square=RIGHT, why="It is.")
    hand_in(course, "wrong", square=WRONG)
    hand_in(course, "loud", square=LOUD, why="Because.")
    hand_in(course, "untouched")
    trains = hand_in(course, "trains", square=WRONG)
    nb = read_notebook(trains)
    nb.cells.append(new_code_cell(USES_TRAINING, id="own"))
    nbformat.write(nb, trains)
    late = hand_in(course, "late", square=RIGHT, why="Sorry.")
    late.with_name("timestamp.txt").write_text("2030-01-01 14:30:00 UTC")
    hand_in(course, "excused", square=RIGHT).with_name("timestamp.txt").write_text(
        "2030-01-01 14:30:00 UTC"
    )
    hand_in(course, "writes", square=WRITES).with_name("data.csv").write_text("changed")
    gone = hand_in(course, "gone", square=RIGHT)
    nb = read_notebook(gone)
    nb.cells.remove(cell_of(nb, "square_test"))
    nbformat.write(nb, gone)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment("hw01", duedate="2030-01-01 12:00:00 UTC")
        gradebook.add_student("excused")
        gradebook.add_submission("hw01", "excused")
        gradebook.grant_extension("hw01", "excused", hours=2)
        gradebook.add_student("late", first_name="Ada")
        gradebook.add_submission("hw01", "late")
        grade = gradebook.find_grade("why", "squares", "hw01", "late")
        grade.manual_score, grade.extra_credit = 1.5, 0.5
        gradebook.find_comment("why", "squares", "hw01", "late").manual_comment = "Well put."
        gradebook.db.commit()
    other = course.root.with_name("nbgrader")
    shutil.copytree(course.root, other)
    return course, Course.open(other)


def shown(path, root):
    """A notebook without what differs from run to run: clocks, ids, paths, process numbers."""
    nb = read_notebook(path)
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
    text = nbformat.writes(nb)
    text = re.sub(r"/tmp/[\w./-]*?(?=/autograded/)", "COURSE", text.replace(str(root), "COURSE"))
    return re.sub(r"ipykernel_\d+", "ipykernel", text)


def assert_alike(ours, theirs):
    assert differences(snapshot(ours.db_url), snapshot(theirs.db_url)) == []
    for step in ("autograded", "submitted"):
        found, expected = (
            {p.relative_to(c.root): p for p in (c.root / step).rglob("*") if p.is_file()}
            for c in (ours, theirs)
        )
        assert found.keys() == expected.keys()
        for name, path in found.items():
            assert path.stat().st_mode == expected[name].stat().st_mode
            if path.suffix == ".ipynb":
                assert shown(path, ours.root) == shown(expected[name], theirs.root)
            else:
                assert path.read_bytes() == expected[name].read_bytes()


def test_is_the_same_found_as_by_nbgrader_at_first_and_again(twins, run_nbgrader, hand_in):
    ours, theirs = twins
    first = autograde(ours, "hw01")
    assert len(first.graded) == 9
    assert first.kept_cells_run == ["trains"]
    run_nbgrader(Autograde, theirs)
    assert_alike(ours, theirs)
    late = first.scores["late"]["squares"]
    assert late == {"square_test": 3.0, "why": 2.0}
    with Gradebook(ours.db_url, ours.course_id) as gradebook:
        penalty = gradebook.find_submission_notebook("squares", "hw01", "late")
        assert penalty.late_submission_penalty == 1.0
        excused = gradebook.find_submission("hw01", "excused")
        assert excused.total_seconds_late == timedelta(minutes=30).total_seconds()
        assert gradebook.find_grade("why", "squares", "hw01", "late").needs_manual_grade

    for course in twins:
        hand_in(course, "wrong", square=RIGHT, why="Now I know.")
        hand_in(course, "gone", square=WRONG)
        with Gradebook(course.db_url, course.course_id) as gradebook:
            grade = gradebook.find_grade("square_test", "squares", "hw01", "wrong")
            grade.manual_score = 1.0
            gradebook.db.commit()
    second = autograde(ours, "hw01")
    assert second.graded == ["gone", "wrong"]
    for student in second.graded:
        coursedir = theirs.nbgrader_coursedir(assignment_id="hw01", student_id=student)
        converter = Autograde(coursedir=coursedir, config=theirs.config)
        converter.force = True
        converter.start()
    assert_alike(ours, theirs)
