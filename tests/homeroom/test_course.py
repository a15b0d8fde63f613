import pytest

from homeroom.course import Course, CourseError


def test_is_a_course_found_from_a_folder_inside_it(course):
    assert Course.find(course.source_path("hw01")) == course


def test_does_a_folder_without_course_say_what_is_expected(tmp_path):
    with pytest.raises(CourseError, match=r"nbgrader_config.py and source/.*--course-dir"):
        Course.find(tmp_path)


def test_does_a_broken_config_name_the_file_and_the_error(course):
    (course.root / "nbgrader_config.py").write_text("c = get_config()\nc.X.y = 1 / 0\n")
    with pytest.raises(CourseError, match="nbgrader_config.py.*ZeroDivisionError"):
        Course.open(course.root)


def test_what_does_a_course_know_of_itself(course):
    assert course.course_id == "homeroom"
    assert course.db_url == f"sqlite:///{course.root}/gradebook.db"
    assert course.assignments() == ["hw01"]
    assert course.notebooks("hw01") == ["squares"]
    assert course.public_address == "https://example.org/homeroom"
    assert course.release_path("hw01", "squares") == course.root / "release/hw01/squares.ipynb"
    assert course.feedback_path("ada", "hw01", "squares").name == "squares.html"


def test_are_folders_without_notebooks_no_assignments(course):
    (course.root / "source" / "notes").mkdir()
    assert course.assignments() == ["hw01"]
    with pytest.raises(CourseError, match="No assignment 'hw07'.*hw01"):
        course.check_assignment("hw07")


def test_are_students_listed_whatever_their_names(course):
    assert course.students("hw01") == []
    for student in ("zoe", "Ada Lovelace", "x.y"):
        course.submitted_path(student, "hw01").mkdir(parents=True)
    course.submitted_path("bob", "hw02").mkdir(parents=True)
    assert course.students("hw01") == ["Ada Lovelace", "x.y", "zoe"]


def test_does_a_scratch_copy_leave_work_and_database_behind(course, tmp_path):
    (course.root / "gradebook.db").touch()
    course.submitted_path("ada", "hw01").mkdir(parents=True)
    (course.root / "tests/variants/hw01").mkdir(parents=True)
    (course.root / "source/hw01/.ipynb_checkpoints").mkdir()
    copy = course.scratch_copy(tmp_path / "copy")
    names = sorted(p.relative_to(copy.root).as_posix() for p in copy.root.rglob("*"))
    assert names == [
        "nbgrader_config.py",
        "source",
        "source/hw01",
        "source/hw01/squares.ipynb",
        "tests",
        "tests/variants",
        "tests/variants/hw01",
    ]
    with pytest.raises(CourseError, match="not empty"):
        course.scratch_copy(tmp_path / "copy")
