"""Classes for the benchmarks of grading: real answers in a scratch course, as many as wanted."""

import itertools
import shutil
from pathlib import Path, PurePosixPath

from homeroom.course import CONFIG_FILE, Course
from homeroom.demo.run import read_homework
from homeroom.demo.students import make_class
from homeroom.release.generate import generate

ROOT = Path(__file__).parent.parent


def scratch_course(folder: Path, assignment: str) -> Course:
    """Copy the course without anyone's work, and generate the assignment."""
    course = Course.open(ROOT).scratch_copy(folder)
    generate(course, assignment)
    return course


def kinds(course: Course, assignment: str) -> list[dict[str, bytes]]:
    """Give the files of the demonstration's students who can be graded, each another one.

    Left out are those whose cells break off: an endless loop costs what the time-out says, with
    any program, and would hide all other differences.
    """
    students = make_class(read_homework(course, assignment), b"{}")
    return [
        {PurePosixPath(name).name: content for name, content in student.files.items()}
        for student in students
        if student.expected and not student.remark and not student.unrun
    ]


def hand_in(course: Course, assignment: str, submissions: int) -> list[str]:
    """Hand in as many submissions as wanted, the same kinds over and over; give the ids."""
    students = [f"s{number:04}" for number in range(submissions)]
    for student, files in zip(students, itertools.cycle(kinds(course, assignment)), strict=False):
        folder = course.submitted_path(student, assignment)
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    return students


def copy_of(course: Course, folder: Path, settings: str = "") -> Course:
    """Copy a course with all that was handed in; add lines to its settings."""
    shutil.copytree(course.root, folder)
    with (folder / CONFIG_FILE).open("a") as file:
        file.write(settings)
    return Course.open(folder)
