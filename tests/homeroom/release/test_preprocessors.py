import json
import shutil
import subprocess
import sys

import pytest

from homeroom.notebooks import read_notebook
from homeroom.release.generate import GenerateError, generate
from homeroom.release.helpers_project import helpers_project
from homeroom.release.preprocessors import ReleaseError, check_ids


@pytest.fixture
def release(make_course):
    def make(notebook=None, **settings):
        course = make_course(notebook)
        with (course.root / "nbgrader_config.py").open("a") as config:
            for name, value in settings.items():
                config.write(f"c.AddColab.{name} = {value!r}\n")
        generate(course.open(course.root), "hw01")
        return read_notebook(course.release_path("hw01", "squares"))

    return make


def test_does_a_release_begin_with_badge_and_setup(release):
    address = "https://github.com/someone/homework"
    badge, setup = release(public_address=address, branch="v1").cells[:2]
    assert (badge.id, setup.id) == ("homeroom-colab", "homeroom-setup")
    where = "colab.research.google.com/github/someone/homework/blob/v1/release/hw01/squares.ipynb"
    assert where in badge.source
    wheel = helpers_project().wheel_name
    assert f"https://github.com/someone/homework/raw/v1/{wheel}" in setup.source


def test_is_a_place_that_colab_cannot_open_linked_for_download(release):
    badge, setup = release(public_address="https://uni.example/dl/").cells[:2]
    assert "(https://uni.example/dl/release/hw01/squares.ipynb)" in badge.source
    assert f'"https://uni.example/dl/{helpers_project().wheel_name}"' in setup.source


def test_does_the_setup_cell_do_nothing_where_helpers_is_installed(release, tmp_path):
    setup = release().cells[1].source
    script = tmp_path / "setup_cell.py"
    script.write_text(setup + "\nprint('went through')")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert ran.stdout == "went through\n"


@pytest.mark.parametrize("colab", [True, False])
def test_what_does_the_setup_cell_install_where_helpers_is_missing(release, monkeypatch, colab):
    setup = release().cells[1].source
    started = []

    class Failed:
        returncode = 1

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("subprocess.run", lambda words: started.append(words) or Failed)
    if colab:
        monkeypatch.setitem(sys.modules, "google.colab", sys)
    exec(setup, {})
    assert started[0][-1].endswith(helpers_project().wheel_name)
    assert ("--no-deps" in started[0]) is colab


def test_does_the_preflight_cell_know_all_questions(release, cell_of):
    preflight = cell_of(release(), "preflight")
    expected = ["given", "square", "square_test", "train", "why_question", "why", "preflight"]
    assert preflight.metadata.homeroom.questions == expected
    assert preflight.metadata.homeroom.notebook == "squares"


def test_are_metadata_brought_to_one_form(release, notebook, cell_of):
    notebook.metadata.update(widgets={"x": 1}, colab={"name": "y"})
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    cell_of(notebook, "given").metadata.update(colab={"a": 1}, scrolled=True, tags=["kept"])
    made = release(notebook)
    assert made.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    given = cell_of(made, "given").metadata
    assert given["tags"] == ["kept"]
    assert "colab" not in given
    assert "scrolled" not in given


def test_is_a_cell_without_an_id_of_its_own_refused(course):
    path = course.source_path("hw01", "squares")
    nb = json.loads(path.read_text())
    nb["cells"][2]["id"] = nb["cells"][1]["id"]
    path.write_text(json.dumps(nb))
    with pytest.raises(ReleaseError, match="cell 3 has the id 'given' of another cell"):
        check_ids(path)
    del nb["cells"][1]["id"]
    path.write_text(json.dumps(nb))
    with pytest.raises(ReleaseError, match=r"cell 2 has no id.*save it"):
        check_ids(path)


def test_is_a_slip_in_a_delimiter_caught_before_release(make_course, notebook, cell_of):
    # nbgrader does not see "HIDDEN TEST" and would publish the whole test.
    test = cell_of(notebook, "square_test")
    test.source = test.source.replace("HIDDEN TESTS", "HIDDEN TEST")
    course = make_course(notebook)
    with pytest.raises(
        GenerateError, match="cell square_test, line 2: '### BEGIN HIDDEN TEST'"
    ) as e:
        generate(course, "hw01")
    assert f"\n{course.source_path('hw01', 'squares')} cannot be released:\n  cell" in str(e.value)


def test_is_a_secret_that_nbgrader_leaves_in_caught(make_course, notebook, cell_of):
    cell_of(notebook, "given").metadata["note"] = "return multiply_carefully(x, x)"
    with pytest.raises(GenerateError, match="cell given holds the solution line of cell square"):
        generate(make_course(notebook), "hw01")


def test_is_a_test_that_would_not_be_run_refused(make_course, notebook, cell_of):
    cell_of(notebook, "square_test").metadata["homeroom"] = {"at_grading": "keep"}
    with pytest.raises(GenerateError, match="square_test is a test and has 'at_grading'"):
        generate(make_course(notebook), "hw01")


def test_are_notebooks_with_two_homes_released_alike(make_course):
    texts = set()
    for name in ("one", "two"):
        course = make_course(name=name)
        generate(course, "hw01")
        texts.add(course.release_path("hw01", "squares").read_bytes())
        shutil.rmtree(course.root)
    assert len(texts) == 1
