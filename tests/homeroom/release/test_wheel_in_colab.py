"""Does the released set-up cell bring `helpers` into Colab, and leave everything else alone?

Colab is imitated: an environment of its own that has torch and its like but neither nbgrader nor
Homeroom, a module `google.colab`, a working folder in the place of `/content`, and no network.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import nbclient
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from homeroom.course import Course
from homeroom.notebooks import read_notebook
from homeroom.release.helpers_project import DISTRIBUTION, helpers_project
from homeroom.release.setup_cell import setup_cell
from homeroom.release.student_copy import build_wheel

ROOT = Path(__file__).parents[3]
# What Colab does not have; and the hooks that make this very repository importable.
ABSENT = ("nbgrader", "homeroom", "captum", "torchinfo", "pytest", "_pytest", "__editable__")

# The module through which Colab's editor hands over the open notebook.
COLAB = """\
class _message:
    @staticmethod
    def blocking_request(kind, request="", timeout_sec=5):
        import json
        assert kind == "get_ipynb"
        return {"ipynb": json.load(open("../open.ipynb", encoding="utf-8"))}
"""

LIKE_COLAB = "import google.colab\nprint('ready')"

SAY_WHERE = """\
import json
from importlib.util import find_spec
from pathlib import Path
import helpers, torch
from helpers import runtime
runtime._COLAB = Path.cwd()
runtime._DRIVE = Path.cwd() / "drive" / "MyDrive"
device = runtime.setup(seed=0)
found = {
    "helpers": helpers.__file__,
    "torch": torch.__file__,
    "nbgrader": find_spec("nbgrader") is not None,
    "homeroom": find_spec("homeroom") is not None,
}
Path("../found.json").write_text(json.dumps(found))"""

WORK = """\
from torch import nn
from helpers import evaluate, fit, load_data
data = load_data("fashion_mnist", source="sample")
model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
history = fit(model, data.train, data.val, epochs=3, lr=0.01, checkpoint="run.pt")
result = evaluate(model, data.test)
history.plot()
result.plot_confusion()
print(f"accuracy {result.accuracy:.2f}")"""

HAND_IN = "from helpers import handin\nhandin.check()"


@dataclass
class Colab:
    """The imitation: its Python, its packages, its working folder, the folder of the wheel."""

    python: Path
    packages: Path
    content: Path
    published: Path

    def inventory(self) -> dict[str, str]:
        """Name everything that is installed and what it is: links to the packages there were."""
        return {
            path.name: str(path.readlink()) if path.is_symlink() else "a file or folder"
            for path in self.packages.iterdir()
        }

    def pip(self, *arguments: str) -> subprocess.CompletedProcess:
        command = [self.python, "-m", "pip", *arguments]
        return subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, cwd=self.content
        )

    def environment(self) -> dict[str, str]:
        """Keep this repository out of sight, and pip away from the network."""
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HELPERS"))}
        return ours | {
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "OMP_NUM_THREADS": "1",
            "JUPYTER_PATH": str(self.content.parent / "jupyter"),
        }


@pytest.fixture(scope="module")
def colab(tmp_path_factory) -> Colab:
    root = tmp_path_factory.mktemp("colab")
    venv.EnvBuilder(symlinks=True, with_pip=False).create(root / "env")
    python = root / "env" / "bin" / "python"
    paths = sysconfig.get_paths(vars={"base": str(root / "env"), "platbase": str(root / "env")})
    packages = Path(paths["purelib"])
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if not path.name.startswith(ABSENT) and path.suffix != ".pth" and path.name != "google":
            (packages / path.name).symlink_to(path)
    module = packages / "google" / "colab"
    module.mkdir(parents=True)
    (module / "__init__.py").write_text(COLAB)
    (root / "content").mkdir()
    (root / "published").mkdir()
    build_wheel(helpers_project(), root / "published")
    kernel = root / "jupyter" / "kernels" / "colab"
    kernel.mkdir(parents=True)
    start = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": "Colab", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    return Colab(python, packages, root / "content", root / "published")


@pytest.fixture(scope="module")
def session(colab) -> tuple[dict[str, str], list[nbformat.NotebookNode]]:
    """What was installed before, and the cells of a session after they were run."""
    before = colab.inventory()
    released = Course.open(ROOT).release_path("hw01", "hw01")
    shutil.copy(released, colab.content.parent / "open.ipynb")
    setup = setup_cell(str(colab.published), "main", helpers_project().wheel_name).source
    cells = [new_code_cell(source) for source in (LIKE_COLAB, setup, SAY_WHERE, WORK, HAND_IN)]
    notebook = new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", colab.environment()["JUPYTER_PATH"])
        client = nbclient.NotebookClient(
            notebook,
            timeout=120,
            kernel_name="colab",
            resources={"metadata": {"path": str(colab.content)}},
        )
        with client.setup_kernel(env=colab.environment()):
            for number, cell in enumerate(cells):
                client.execute_cell(cell, number)
    return before, cells


def text(cell: nbformat.NotebookNode, name: str = "stdout") -> str:
    streams = (o for o in cell.outputs if o.output_type == "stream" and o.name == name)
    return "".join(stream.text for stream in streams)


def test_would_pip_change_anything_else_if_it_were_free_to(colab):
    """Are the needs of the wheel those that are there, whatever their newest versions?"""
    wheel = colab.published / helpers_project().wheel_name
    report = colab.content.parent / "report.json"
    done = colab.pip("install", "--quiet", "--dry-run", "--report", str(report), str(wheel))
    assert done.returncode == 0, done.stderr
    wanted = [one["metadata"]["name"] for one in json.loads(report.read_text())["install"]]
    assert wanted == [DISTRIBUTION]


def test_does_the_set_up_cell_install_helpers_and_nothing_else(colab, session):
    before, cells = session
    after = colab.inventory()
    version = helpers_project().version
    assert set(after) - set(before) == {"helpers", f"homeroom_helpers-{version}.dist-info"}
    assert {name: after[name] for name in before} == before
    assert after["torch"].endswith("site-packages/torch")
    assert text(cells[1]) == text(cells[1], "stderr") == ""


def test_is_it_the_wheel_that_works_beside_the_torch_that_was_there(colab, session):
    found = json.loads((colab.content.parent / "found.json").read_text())
    for name in ("helpers", "torch"):
        assert found[name] == str(colab.packages / name / "__init__.py")
    assert not found["nbgrader"]
    assert not found["homeroom"]


def test_does_it_know_that_it_is_in_colab(colab, session):
    line = text(session[1][2])
    assert line.count("\n") == 1
    assert " on Colab | torch " in line
    assert f"data in {colab.content / 'data'}" in line


def test_does_it_train_and_evaluate_and_show_each_thing_once(colab, session):
    cell = session[1][3]
    assert text(cell, "stderr") == ""
    assert float(text(cell).rsplit("accuracy ", 1)[1]) > 0.6
    shown = [o.data for o in cell.outputs if o.output_type in ("display_data", "execute_result")]
    assert sum("image/png" in data for data in shown) == 2
    assert sum("<table>" in data.get("text/html", "") for data in shown) == 1
    assert (colab.content / "run.pt").is_file()


def test_does_the_pre_flight_read_the_notebook_that_is_open(session):
    said = text(session[1][4])
    assert said.startswith("the notebook open in Colab")
    released = read_notebook(Course.open(ROOT).release_path("hw01", "hw01"))
    asked = {
        cell.metadata.nbgrader.grade_id
        for cell in released.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    assert asked
    assert all(name in said for name in asked)
    assert f"0 of {len(asked)} questions answered" in said
