import json

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from homeroom.release.leaks import (
    find_delimiters,
    find_leaks,
    leaks_of_release,
    public_text,
    secret_lines,
)


@pytest.fixture
def secrets(notebook):
    return list(secret_lines(notebook))


def test_what_is_secret_in_a_notebook(secrets):
    lines = {(s.kind, s.cell, s.line): s.text for s in secrets}
    assert lines["SOLUTION", "square", 3] == "return multiply_carefully(x, x)"
    assert lines["HIDDEN TESTS", "square_test", 3] == "secret_expected_value = 30.25"
    assert lines["MARK SCHEME", "why_question", 3].startswith("Two points for")
    assert lines["SOLUTION", "why", 1].startswith("Because a number")
    assert len(secrets) == 6


@pytest.mark.parametrize(
    "disguise",
    [
        lambda line: line,
        lambda line: "    " + line.replace(" ", "  "),
        lambda line: json.dumps({"text": line}),
        lambda line: line.replace("==", "<span>==</span>").replace('"', "&quot;"),
        lambda line: "\x1b[31m" + line[:9] + "\x1b[0m" + line[9:],
        lambda line: line[:20] + "\n" + line[20:],
        repr,
    ],
)
def test_is_a_secret_line_found_in_every_disguise(secrets, disguise):
    line = 'assert found == secret_expected_value, "Fractions have squares as well"'
    assert [s.text for s in find_leaks(f"before {disguise(line)} after", secrets)] == [line]


def test_are_trivial_and_public_lines_no_secret(secrets):
    assert find_leaks("return x\n)\nfound = square(2)", secrets) == []
    assert find_leaks("found = square(5.5)", secrets, known="so found = square(5.5) it is") == []
    assert find_leaks("found = square(5.5)", secrets, characters=30) == []


@pytest.mark.parametrize(
    "line",
    ["### BEGIN SOLUTION", "#END  HIDDEN TEST", "=== Begin Marking Scheme", "# end_solutions"],
)
def test_are_delimiters_found_even_with_a_slip(line):
    assert find_delimiters(f"x\n{line}") == [f"line 2: {line!r}"]
    assert find_delimiters("Begin with the solution of your choice") == []


def test_is_a_release_searched_in_sources_outputs_and_metadata(notebook, cell_of):
    released = new_notebook(cells=[new_code_cell(public_text(notebook))])
    assert leaks_of_release(notebook, released) == []

    released.cells[0].outputs = [new_output("stream", text="secret_expected_value = 30.25")]
    released.cells[0].metadata["hint"] = {"a": ["return multiply_carefully(x, x)"]}
    released.metadata["notes"] = "Two points for saying that equal signs multiply to plus."
    assert [f.split(":")[0] for f in leaks_of_release(notebook, released)] == [
        "cell 1 holds the solution line of cell square (line 3)",
        "cell 1 holds the hidden tests line of cell square_test (line 3)",
        "metadata hold the mark scheme line of cell why_question (line 3)",
    ]
