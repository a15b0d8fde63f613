import base64
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback

from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate
from homeroom.report.feedback import LEFT_OUT, own_text, redaction_for, verdict_in_words

SECRET = b"secret_expected_value = 30.25"
CURIOUS = """import inspect, os
def square(x):
    print(f"the argument is {x}")
    raise_if_odd = 1 / (x - 5.5)
    return x * x"""


@pytest.fixture
def page(course, hand_in, run_nbgrader):
    """The feedback page of a submission, made by nbgrader's own commands."""

    def make(*own_cells, comment="", **answers):
        generate(course, "hw01")
        path = hand_in(course, "ada", **answers)
        nb = read_notebook(path)
        nb.cells += [new_code_cell(text, id=f"own-{i}") for i, text in enumerate(own_cells)]
        nb.cells.append(new_markdown_cell("Mine <script>steal()</script> `<b>`", id="own-text"))
        write_notebook(nb, path)
        run_nbgrader(Autograde, course)
        with Gradebook(course.db_url, course.course_id) as gradebook:
            if comment:
                found = gradebook.find_comment("why", "squares", "hw01", "ada")
                found.manual_comment = comment
                gradebook.db.commit()
        run_nbgrader(GenerateFeedback, course)
        return course.feedback_path("ada", "hw01", "squares").read_text(encoding="utf-8")

    return make


def test_does_a_feedback_page_tell_what_it_should_and_nothing_else(page, course):
    html = page(
        "def broken():\n    return multiply_carefully(2, 'a' - 1)\nbroken()",
        "import json\njson.loads('no')",
        "import os\nprint(os.getcwd(), os.path.expanduser('~'))",
        f"import base64\nprint(base64.b64decode({base64.b64encode(SECRET)}).decode())",
        "from IPython.display import HTML, Javascript, display\nwhat = 'st' + 'eal()'\n"
        "display(HTML(f'<script>{what}</script>'), Javascript(what))",
        "# BEGIN HIDDEN TESTS",
        square=CURIOUS,
        why="Because I say so.",
        comment="Well argued.",
    )
    # What it should tell.
    assert "your code raised ZeroDivisionError while the test ran it" in html
    assert "The square of 2 should be 4" in html
    assert "Because I say so." in html
    assert "Well argued." in html
    assert "trained for hours" in html
    assert "TypeError" in html
    assert "json/decoder.py" in html
    assert "Score: 0.0 / 5.0" in html
    # What it must not.
    assert "secret_expected_value" not in html
    assert "30.25" not in html
    assert "the argument is 2" not in html
    assert "Two points for" not in html
    assert "Fractions have squares as well" not in html
    assert "multiply_carefully(x, x)" not in html
    assert "<script>steal()" not in html
    page_leaks = redaction_for(
        read_notebook(course.autograded_path("ada", "hw01", "squares")),
        read_notebook(course.source_path("hw01", "squares")),
        [],
    ).leaks_in(html)
    assert page_leaks == []
    assert html.count("steal()") == 1, "in the student's own text, as text"
    for place in (course.root, Path.home(), Path(sys.prefix), Path(__file__).parents[3]):
        assert f"{place}/" not in html
        assert f"{place}<" not in html


def test_is_a_written_sentence_shown_for_a_failed_hidden_test(page):
    html = page(square="def square(x):\n    return int(x * x)", why="I do not know.")
    assert "This test did not pass: Fractions have squares as well" in html
    assert "30.25" not in html


def test_has_a_test_that_passed_no_output(notebook, cell_of):
    test = cell_of(notebook, "square_test")
    test.outputs = [new_output("stream", text="expected 30.25")]
    assert verdict_in_words(test) == []


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", text="x\nassert found == secret_expected_value, 'Fractions have"),
        new_output("display_data", data={"text/html": "<i>secret_expected_value</i> = 30.25"}),
        new_output(
            "display_data", data={"image/svg+xml": "<text>secret_expected_value = 30.25</text>"}
        ),
        new_output(
            "display_data", data={"application/json": {"a": ["secret_expected_value=30.25"]}}
        ),
        new_output(
            "error", ename="E", evalue="", traceback=["\x1b[1msecret_expected_value\x1b[0m = 30.25"]
        ),
        new_output("stream", text="Two points for saying that equal signs multiply to plus."),
        new_output("stream", text="    return multiply_carefully(x, x)"),
    ],
)
def test_is_an_output_that_gives_something_away_left_out(notebook, output):
    student = new_notebook(cells=[new_code_cell("x = 1")])
    shown = redaction_for(student, notebook, []).of_output(output)
    if output.output_type == "stream" and output.text.startswith("x\n"):
        assert shown.output_type == "stream", "half a line is not that line"
    else:
        assert shown.data == {"text/plain": LEFT_OUT}


def test_are_the_students_own_lines_no_secret(notebook):
    mine = new_notebook(cells=[new_code_cell("def f(x):\n    return multiply_carefully(x, x)")])
    output = new_output("stream", text="    return multiply_carefully(x, x)")
    assert redaction_for(mine, notebook, []).of_output(output) == output


def test_are_secrets_known_without_the_source_as_well(notebook):
    # At grading nbgrader has put the hidden tests back into the locked cells.
    output = new_output("stream", text="secret_expected_value = 30.25")
    shown = redaction_for(notebook, None, []).of_output(output)
    assert shown.data == {"text/plain": LEFT_OUT}


def test_is_markup_in_a_students_text_shown_as_text():
    cell = new_markdown_cell("a < b <script>x</script> `<b>`\n```\n<i>\n```\n=== BEGIN MARK SCHEME")
    text = own_text(cell)
    assert text.startswith("a < b &lt;script>x&lt;/script> `<b>`\n```\n<i>\n```\n")
    assert "BEGIN MARK SCHEME" not in text
