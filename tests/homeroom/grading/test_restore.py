"""Is what the instructor decides about a cell put back, and the student's own work left alone?"""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from homeroom.grading.restore import restored
from homeroom.notebooks import grade_id


@pytest.fixture
def submitted(notebook):
    """A copy of the instructor's notebook, as if handed in."""
    return copy.deepcopy(notebook)


def names(cells):
    return [grade_id(cell) or cell.source for cell in cells]


def test_does_an_untouched_notebook_stay_as_it_is(notebook, submitted):
    assert restored(submitted.cells, notebook.cells) == notebook.cells


@pytest.mark.parametrize("place", [0, 3, 7])
def test_do_moved_cells_return_and_own_cells_stay(notebook, submitted, cell_of, place):
    cell = cell_of(submitted, "square_test")
    submitted.cells.remove(cell)
    submitted.cells.insert(place, cell)
    submitted.cells.append(new_code_cell("mine"))
    found = names(restored(submitted.cells, notebook.cells))
    assert found == [*names(notebook.cells), "mine"]


def test_is_a_notebook_from_last_to_first_turned_round(notebook, submitted):
    submitted.cells.reverse()
    found = [name for name in map(grade_id, restored(submitted.cells, notebook.cells)) if name]
    assert found == [name for name in map(grade_id, notebook.cells) if name]


def test_are_tags_of_a_student_taken_away_and_those_of_the_instructor_kept(
    notebook, submitted, cell_of
):
    cell_of(notebook, "square_test").metadata["tags"] = ["mine"]
    for cell in submitted.cells:
        cell.metadata["tags"] = ["skip-execution"]
        cell.metadata["homeroom"] = {"at_grading": "keep"}
    assert [c.metadata for c in restored(submitted.cells, notebook.cells)] == [
        c.metadata for c in notebook.cells
    ]


@pytest.mark.parametrize("kind", ["markdown", "raw", "code"])
def test_do_cells_get_their_type_back_and_keep_their_text(notebook, submitted, kind):
    for cell in submitted.cells:
        cell.cell_type = kind
        cell.pop("outputs", None)
    found = restored(submitted.cells, notebook.cells)
    known = [cell for cell in found if grade_id(cell)]
    wanted = [cell for cell in notebook.cells if grade_id(cell)]
    assert [(c.cell_type, c.source) for c in known] == [(c.cell_type, c.source) for c in wanted]
    assert all("outputs" in cell for cell in known if cell.cell_type == "code")


def test_is_an_answer_graded_by_a_person_no_test(notebook, submitted, cell_of):
    cell_of(submitted, "why").metadata.nbgrader.update(solution=False, points=100)
    found = restored(submitted.cells, notebook.cells)
    meta = next(cell for cell in found if grade_id(cell) == "why").metadata.nbgrader
    assert meta.solution and meta.points == 2


def test_does_the_last_of_two_copies_count_and_no_other_cell_belong_to_nbgrader(
    notebook, submitted, cell_of
):
    twin = copy.deepcopy(cell_of(submitted, "square"))
    twin.source = "the last one"
    stranger = new_markdown_cell("x", metadata={"nbgrader": {"grade_id": "bonus", "points": 9}})
    submitted.cells += [twin, stranger]
    found = restored(submitted.cells, notebook.cells)
    assert next(c for c in found if grade_id(c) == "square").source == "the last one"
    assert sorted(filter(None, map(grade_id, found))) == sorted(
        filter(None, map(grade_id, notebook.cells))
    )


def test_are_pictures_in_an_answer_kept_and_odd_attachments_dropped(notebook, submitted, cell_of):
    cell_of(submitted, "why").attachments = {"a.png": {"image/png": "QUJD", "x": 3}, "b": 7}
    found = restored(submitted.cells, notebook.cells)
    kept = next(cell for cell in found if grade_id(cell) == "why").attachments
    assert kept == {"a.png": {"image/png": "QUJD"}}
