"""What a student sees: the cells are run in a real kernel."""

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

DRAW = "plots.confusion_matrix([[3, 1], [0, 2]])"
CELLS = {
    "last": f"from helpers import plots\n{DRAW}",
    "kept": f"figure = {DRAW}",
    "kept and shown": f"figure = {DRAW}\nfigure",
    "displayed": f"display({DRAW})\nx = 1",
    "middle": f"{DRAW}\nx = 1",
    "two": f"{DRAW}\n{DRAW}",
    "later": "figure",
    "loop": f"for _ in range(3):\n    {DRAW}",
    "many": f"for _ in range(22):\n    figure = {DRAW}",
    "beside pyplot": f"from matplotlib import pyplot as plt\n{DRAW}\nplt.plot([1, 2]);",
    "own axes": "from matplotlib import pyplot as plt\nfig, ax = plt.subplots()\n"
    "plots.confusion_matrix([[3, 1], [0, 2]], ax=ax);",
    "fit": "import torch; from torch import nn; from helpers import fit\n"
    "batch = (torch.zeros(4, 3), torch.tensor([0, 1, 0, 1]))\n"
    "history = fit(nn.Linear(3, 2), [batch], [batch], epochs=3, device='cpu')",
    "error": f"{DRAW}\n1 / 0",
    "open": "print(plt.get_fignums())",
}
SHOWN = {
    **{"last": 1, "kept": 1, "kept and shown": 1, "displayed": 1, "middle": 1, "two": 2},
    **{"later": 1, "loop": 3, "many": 22, "beside pyplot": 2, "own axes": 1, "error": 1},
}


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    )
    # allow_errors: one cell is meant to fail after it drew.
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", allow_errors=True
    ).execute()
    return dict(zip(CELLS, notebook.cells, strict=True))


def pictures(cell):
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_shows_exactly_once_below_its_cell(cells, name):
    assert pictures(cells[name]) == SHOWN[name]


def test_pictures_come_in_the_order_they_were_drawn(cells):
    kinds = [output.output_type for output in cells["two"].outputs]
    assert kinds == ["display_data", "execute_result"]


def test_nothing_goes_to_stderr_and_nothing_stays_open(cells):
    streams = [o for cell in cells.values() for o in cell.outputs if o.output_type == "stream"]
    assert [stream for stream in streams if stream.name == "stderr"] == []
    assert cells["open"].outputs[0].text == "[]\n"


def test_training_leaves_one_table_with_its_numbers(cells):
    (output,) = cells["fit"].outputs
    assert output.data["text/html"].count("<tr>") == 4
    assert "3 epochs in" in output.data["text/plain"]
