"""Does the made-up class hold every kind of submission, and are its expectations sound?"""

from dataclasses import replace

import nbformat
import pytest

from homeroom.demo.accidents import ACCIDENTS, deal, given_name
from homeroom.demo.run import hand_in, read_homework
from homeroom.demo.students import make_class
from homeroom.grading.intake import inspect
from homeroom.notebooks import grade_ids
from homeroom.release.generate import generate


@pytest.fixture
def homework(course):
    folder = course.root / "tests" / "variants" / "hw01"
    (folder / "right").mkdir(parents=True)
    (folder / "wrong").mkdir()
    right = '"""By power."""\ndef square(x):\n    return x**2\n'
    wrong = '"""Doubled instead of squared."""\ndef square(x):\n    return 2 * x\n'
    (folder / "right" / "square__power.py").write_text(right)
    (folder / "wrong" / "square__doubled.py").write_text(wrong)
    generate(course, "hw01")
    return read_homework(course, "hw01")


def by_id(homework):
    return {student.id: student for student in make_class(homework)}


def test_does_each_student_expect_what_the_answers_deserve(homework):
    students = by_id(homework)
    assert students["reference"].expected == {"square_test": 3.0, "why": None}
    assert students["untouched"].expected == {"square_test": 0.0, "why": 0.0}
    assert students["style-1"].expected == {"square_test": 3.0, "why": None}
    assert students["square-doubled"].expected == {"square_test": 0.0, "why": None}
    assert homework.max_points() == 5


def test_are_answers_put_into_the_released_notebook_and_nothing_else_changed(homework):
    (content,) = by_id(homework)["square-doubled"].files.values()
    filled = nbformat.reads(content.decode(), as_version=4)
    released = homework.released["squares"]
    assert grade_ids(filled) == grade_ids(released)
    changed = [
        a.metadata.nbgrader.grade_id
        for a, b in zip(filled.cells, released.cells, strict=True)
        if a.source != b.source
    ]
    assert changed == ["square", "why"]
    assert "HIDDEN" not in content.decode()


def test_does_the_intake_say_of_each_mishap_what_is_expected(course, homework):
    students = make_class(homework)
    hand_in(course, students)
    said = {s.student: s for s in inspect(course, "hw01")}
    for student in students:
        findings = " ".join(f"{f.found} {f.remedy}" for f in said[student.id].findings)
        assert said[student.id].gradable == bool(student.expected), student.id
        assert (student.remark in findings) if student.remark else not findings, student.id


def test_do_many_mistakes_go_to_few_students_one_for_each_question(homework):
    right = next(v for v in homework.variants if v.right)
    of_square = [replace(right, right=False, idea=f"wrong_{n}", loses=None) for n in range(9)]
    of_why = [replace(v, question="why", loses=frozenset({"why"})) for v in of_square[:7]]
    many = replace(homework, variants=[right, *of_square, *of_why])
    students = [s for s in make_class(many) if s.id.startswith("mistakes")]
    assert [s.id for s in students] == [f"mistakes-{n}" for n in range(1, 10)]
    assert students[0].idea == "square-wrong-0, why-wrong-0"
    assert students[6].expected == {"square_test": 0.0, "why": 0.0}
    assert students[7].expected == {"square_test": 0.0, "why": None}


def test_does_an_accident_cost_its_own_question_only(homework):
    accidents = [s for s in make_class(homework) if s.id.startswith("accident")]
    assert len(accidents) == len(ACCIDENTS)  # one question alone: one accident for each student
    for student in accidents:
        assert student.expected == {"square_test": 0.0, "why": None}
        assert student.unrun == 1


def test_are_accidents_dealt_to_few_students_with_a_question_spared():
    students = list(deal(["a", "b", "c", "d"]))
    assert len(students) == 2
    assert [len(accidents) for accidents in students] == [3, 3]
    assert list(deal([])) == []


def test_does_each_accident_end_its_cell_before_the_answer():
    for accident in ACCIDENTS:
        code = accident.before("answer = 42\n", "given")
        assert code.endswith("answer = 42\n")
        if "while" not in code and "for epoch" not in code:
            names = {"given": 1}
            with pytest.raises(Exception):  # noqa: B017
                exec(code, names)
            assert "answer" not in names


def test_is_the_name_that_is_deleted_one_that_a_given_cell_binds(homework):
    assert given_name(homework.source["squares"]) == "multiply_carefully"


def test_are_there_no_more_than_ten_students_with_other_styles(homework):
    one = homework.variants[0]
    many = [replace(one, idea=f"style {n}") for n in range(14)]
    styles = [s for s in make_class(replace(homework, variants=many)) if s.id.startswith("style")]
    assert len(styles) == 10
