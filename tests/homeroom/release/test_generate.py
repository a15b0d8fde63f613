import pytest
from nbgrader.api import Gradebook

from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import GenerateError, check, generate


def snapshot(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def change_source(course, change):
    path = course.source_path("hw01", "squares")
    nb = read_notebook(path)
    change(nb)
    write_notebook(nb, path)


def test_is_an_assignment_generated_and_known_to_the_gradebook(course, cell_of):
    (course.source_path("hw01") / "picture.txt").write_text("harmless")
    done = generate(course, "hw01")
    assert done.added == ("picture.txt", "squares.ipynb", "squares.py")
    released = read_notebook(course.release_path("hw01", "squares"))
    assert "raise NotImplementedError()" in cell_of(released, "square").source
    assert cell_of(released, "why").source == "YOUR ANSWER HERE"
    assert "MARK SCHEME" not in cell_of(released, "why_question").source
    with Gradebook(course.db_url, course.course_id) as gradebook:
        assert gradebook.find_notebook("squares", "hw01").max_score == 5
    assert sorted(p.name for p in course.release_path("hw01").parent.iterdir()) == ["hw01"]


def test_is_a_second_generation_byte_for_byte_the_same(course):
    generate(course, "hw01")
    assert check(course, "hw01").same
    assert generate(course, "hw01").same


def test_does_check_name_what_differs_and_change_nothing(course):
    generate(course, "hw01")
    stray = course.release_path("hw01") / "stray.txt"
    stray.write_text("x")
    change_source(course, lambda nb: nb.cells[0].update(source="# Cubes"))
    before = snapshot(course.root)
    done = check(course, "hw01")
    assert done.changed == ("squares.ipynb", "squares.py")
    assert (done.removed, done.same) == (("stray.txt",), False)
    assert snapshot(course.root) == before


def test_does_a_failed_generation_leave_everything_as_it_was(course, cell_of):
    generate(course, "hw01")
    change_source(course, lambda nb: cell_of(nb, "square").update(source="### BEGIN SOLUTION\nx"))
    before = snapshot(course.root)
    with pytest.raises(GenerateError, match="cell square: SOLUTION begun in line 1 never ends"):
        generate(course, "hw01")
    assert snapshot(course.root) == before


def test_does_an_error_of_nbgraders_own_leave_everything_as_it_was(course, cell_of):
    generate(course, "hw01")
    change_source(course, lambda nb: cell_of(nb, "square").metadata.nbgrader.pop("grade_id"))
    before = snapshot(course.root)
    with pytest.raises(GenerateError, match=r"release/ is unchanged.\n.*grade_id"):
        generate(course, "hw01")
    assert snapshot(course.root) == before


def test_is_release_kept_when_only_the_gradebook_refuses(course):
    generate(course, "hw01")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission("hw01", "ada")
    before = snapshot(course.release_path("hw01"))
    change_source(course, lambda nb: nb.cells.pop(3))
    with pytest.raises(GenerateError, match="Cannot add or remove cells"):
        generate(course, "hw01")
    assert snapshot(course.release_path("hw01")) == before


def test_are_secrets_in_other_files_of_the_folder_found(course):
    (course.source_path("hw01") / "answers.py").write_text("return multiply_carefully(x, x)")
    with pytest.raises(GenerateError, match="answers.py: solution line of cell square"):
        generate(course, "hw01")
    assert not course.release_path("hw01").exists()
