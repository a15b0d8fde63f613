import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from homeroom.grading.kept import as_handed_in, is_kept, kept_cells, missed_names


def test_which_cells_are_kept(notebook, cell_of):
    assert kept_cells(notebook) == {"train"}
    cell_of(notebook, "square_test").metadata["homeroom"] = {"at_grading": "keep"}
    cell_of(notebook, "given").metadata["homeroom"] = {"at_grading": "run"}
    assert kept_cells(notebook) == {"train"}, "a test must be run whatever it declares"


def test_does_the_submission_have_no_say(notebook, cell_of):
    mine = cell_of(notebook, "square")
    mine.metadata["homeroom"] = {"at_grading": "keep"}
    assert not is_kept(mine, {"train"})
    test = cell_of(notebook, "square_test")
    test.metadata.nbgrader.grade_id = "train"
    assert not is_kept(test, {"train"})


def test_are_outputs_marked_and_made_harmless():
    picture = {"image/png": "aGVsbG8=", "text/html": "<script>steal()</script>"}
    table = {"text/html": "<b>1</b> &amp; 2<script>steal()</script>", "text/javascript": "steal()"}
    outputs = [
        new_output("stream", text="epoch 1"),
        new_output("display_data", data=picture),
        new_output("display_data", data=table),
        new_output("display_data", data={"application/javascript": "steal()"}),
        new_output("stream", text="x" * 10_000_001),
    ]
    mark, stream, png, text, script, large = as_handed_in(outputs)
    assert mark.data["text/plain"].startswith("As handed in")
    assert stream.text == "epoch 1"
    assert png.data == {"image/png": "aGVsbG8="}
    assert text.data == {"text/plain": "1 & 2"}
    assert script.data == {"text/plain": "[application/javascript: not shown here]"}
    assert "10 MB was left out" in large.data["text/plain"]
    assert "without any output" in as_handed_in([])[0].data["text/plain"]


@pytest.mark.parametrize(
    ("kept_source", "evalue", "missed"),
    [
        ("model = fit()", "name 'model' is not defined", {"model"}),
        ("model = fit()", "name 'model' is not defined. Did you mean: 'mode'?", {"model"}),
        ("for epoch in x:\n    with y as log: pass", "name 'log' is not defined", {"log"}),
        ("def helper(): inner = 1", "name 'inner' is not defined", set()),
        ("model = fit()", "name 'square' is not defined", set()),
    ],
)
def test_which_names_are_missed(kept_source, evalue, missed):
    kept = new_code_cell(kept_source, metadata={"nbgrader": {"grade_id": "train"}})
    later = new_code_cell("use()", outputs=[new_output("error", ename="NameError", evalue=evalue)])
    assert missed_names(new_notebook(cells=[kept, later]), {"train"}) == missed
    later.outputs[0].ename = "ValueError"
    assert missed_names(new_notebook(cells=[kept, later]), {"train"}) == set()
