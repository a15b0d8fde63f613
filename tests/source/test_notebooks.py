"""Do all source notebooks keep the rules by which questions are built?"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from homeroom.notebooks import homeroom_metadata, is_test, nbgrader_cells, read_notebook

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "source").glob("hw*/*.ipynb"))
TOTALS = {"hw01": 50, "hw02": 60, "hw03": 200, "hw04": 100, "hw05": 100}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request) -> Path:
    return request.param


def test_do_the_points_of_a_homework_add_up():
    totals: Counter[str] = Counter()
    for file in NOTEBOOKS:
        for cell in nbgrader_cells(read_notebook(file)):
            totals[file.parent.name] += cell.metadata.nbgrader.get("points", 0)
    assert dict(totals) == {name: TOTALS[name] for name in totals}


def test_is_every_grade_id_lower_case_and_unique_in_its_homework():
    for folder in {file.parent for file in NOTEBOOKS}:
        names = [
            cell.metadata.nbgrader.grade_id
            for file in sorted(folder.glob("*.ipynb"))
            for cell in nbgrader_cells(read_notebook(file))
        ]
        # Every notebook ends with a pre-flight cell of its own, which earns nothing.
        doubled = {name for name, times in Counter(names).items() if times > 1}
        assert doubled <= {"preflight"}
        assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


def test_is_no_grade_cell_worth_more_than_five_points(path):
    cells = nbgrader_cells(read_notebook(path))
    assert all(cell.metadata.nbgrader.get("points", 0) <= 5 for cell in cells)


def test_has_every_test_visible_asserts_first_and_then_one_hidden_region(path):
    for cell in filter(is_test, read_notebook(path).cells):
        visible, *rest = cell.source.split("### BEGIN HIDDEN TESTS")
        assert len(rest) == 1, cell.id
        assert re.search(r"^(assert|testing\.check)", visible, re.MULTILINE), cell.id
        assert cell.source.rstrip().endswith("### END HIDDEN TESTS"), cell.id


def test_has_every_assert_a_message_that_a_student_can_read(path):
    for cell in filter(is_test, read_notebook(path).cells):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Assert):
                assert isinstance(node.msg, ast.Constant), f"{cell.id}, line {node.lineno}"
                assert len(node.msg.value) > 20, f"{cell.id}, line {node.lineno}"


def test_has_every_written_answer_a_locked_question_with_a_marking_scheme_before_it(path):
    cells = read_notebook(path).cells
    for before, cell in zip(cells, cells[1:], strict=False):
        meta = cell.metadata.get("nbgrader")
        if not (meta and meta.grade and meta.solution):
            continue
        asked = before.metadata.nbgrader
        assert asked.locked and not asked.grade and not asked.solution, cell.id
        scheme = re.search(
            r"=== BEGIN MARK SCHEME ===(.*)=== END MARK SCHEME ===", before.source, re.DOTALL
        )
        assert scheme, f"{cell.id}: no marking scheme in the question"
        for part in ("**Reference answer.**", "**Points.**", "**Half-right.**"):
            assert part in scheme[1], f"{cell.id}: the scheme has no {part}"


def test_do_the_points_of_a_marking_scheme_add_up(path):
    cells = read_notebook(path).cells
    for before, cell in zip(cells, cells[1:], strict=False):
        meta = cell.metadata.get("nbgrader")
        if not (meta and meta.grade and meta.solution):
            continue
        paragraph = before.source.split("**Points.**")[1].split("**Half-right.**")[0]
        top_level = re.sub(r"\([^()]*\)", "", paragraph)
        parts = [int(n) for n in re.findall(r"(?:^|[.;]\s)\s*(\d)(?: for| more|:)", top_level)]
        if "each of three" in top_level:
            parts[0] *= 3
        assert sum(parts) == meta.points, f"{cell.id}: {parts}"


def test_has_every_cell_an_id_and_no_output(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert all(cell.get("id") for cell in cells)
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in cells)


def test_are_kernel_and_language_the_ones_every_machine_has(path):
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert metadata["language_info"] == {"name": "python"}


def test_is_a_check_that_trains_either_a_test_or_not_run_at_grading(path):
    """Run for every submission, one without points would cost more time than the tests."""
    for cell in read_notebook(path).cells:
        if cell.cell_type == "code" and "check_learns_batch(" in cell.source:
            assert is_test(cell) or homeroom_metadata(cell).get("at_grading") == "keep", cell.id


def test_has_every_kept_cell_a_grade_id_and_is_none_a_test(path):
    for cell in read_notebook(path).cells:
        if homeroom_metadata(cell).get("at_grading") == "keep":
            assert cell.metadata.get("nbgrader", {}).get("grade_id"), cell.id
            assert not is_test(cell), cell.id


def test_do_notebooks_import_helpers_and_nothing_of_the_instructor(path):
    for cell in read_notebook(path).cells:
        if cell.cell_type == "code":
            assert not re.search(r"^\s*(import|from)\s+(homeroom|nbgrader)", cell.source, re.M)


def test_does_the_notebook_end_with_the_pre_flight_cell(path):
    last = read_notebook(path).cells[-1]
    assert last.metadata.nbgrader.grade_id == "preflight"
    assert "handin.check" in last.source


def test_lies_only_what_students_may_have_in_source():
    allowed = {".ipynb"}
    files = [p for p in (ROOT / "source").rglob("*") if p.is_file() and ".ipynb_" not in str(p)]
    assert [p for p in files if p.suffix not in allowed] == []
