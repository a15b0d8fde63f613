import json
import os
import signal
import time

import pytest
from traitlets.config import Config

from homeroom.kernels.client import Template
from homeroom.kernels.isolation import Inside
from homeroom.kernels.provisioner import BEGINNING_VARIABLE

IMPORTS = "import os\nimport random\nimport numpy as np\nimport torch\n"
DRAWS = "drawn = [random.random(), float(np.random.rand()), float(torch.rand(1))]"
MORE = "[*drawn, random.random(), float(np.random.rand()), float(torch.rand(1))]"


@pytest.fixture
def begin(can_box, monkeypatch):
    """Start kernels that may have cells behind them; whether they do, and the kernel."""
    started = []

    def start(*cells, folder=None, isolation="box"):
        monkeypatch.setenv(BEGINNING_VARIABLE, json.dumps(cells))
        started.append(Inside(Config(WarmProvisioner={"isolation": isolation}), folder))
        return started[-1].manager.provisioner.has_begun, started[-1]

    yield start
    for kernel in started:
        kernel.close()


def test_do_names_and_random_numbers_go_on_as_if_the_kernel_had_run_the_cells(begin):
    begun, kernel = begin(IMPORTS, DRAWS)
    assert begun
    fresh, ordinary = begin()
    assert not fresh
    expected = ordinary.evaluate(f"{IMPORTS}\n{DRAWS}", MORE)
    assert kernel.evaluate("", MORE) == expected
    # Another kernel of the same branch begins at the same place.
    assert begin(IMPORTS, DRAWS)[1].evaluate("", MORE) == expected


def test_is_what_one_kernel_does_unknown_to_the_next(begin):
    _, kernel = begin("seen = []\ndef note(x):\n    seen.append(x)\n    return len(seen)")
    assert kernel.evaluate("note(1)", "[note(2), seen]") == [2, [1, 2]]
    begun, other = begin("seen = []\ndef note(x):\n    seen.append(x)\n    return len(seen)")
    assert begun and other.evaluate("", "[note(3), seen]") == [1, [3]]


def test_do_the_cells_stand_in_the_history(begin):
    _, kernel = begin("x = 1", "def double(y):\n    return 2 * y")
    assert kernel.evaluate("", "In[1:3]") == ["x = 1", "def double(y):\n    return 2 * y"]
    assert kernel.evaluate("", "get_ipython().execution_count") == 3
    assert kernel.evaluate("import inspect", "inspect.getsource(double)").startswith("def double")
    assert kernel.evaluate("import __main__", "__main__.x") == 1


def test_is_a_picture_of_a_later_cell_shown(begin):
    begun, kernel = begin(
        "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = 2, 1\nplt.plot([1, 2])"
    )
    assert begun and kernel.evaluate("", "plt.get_fignums()") == []
    shown = []
    kernel.client.execute_interactive(
        "plt.plot([1, 2]);", output_hook=lambda message: shown.append(message["content"])
    )
    assert [list(content["data"]) for content in shown if "data" in content] == [
        ["text/plain", "image/png"]
    ]
    assert "200x100" in str(shown) or "Figure size" in str(shown)


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline",
        "raise ValueError",
        "open('note.txt', 'w').close()",
        "kept_open = open('/etc/hosts')",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
        "import subprocess\nchild = subprocess.Popen(['sleep', '60'])",
        "import sys\nsys.exit()",
    ],
    ids=["magic", "error", "file", "open file", "thread", "process", "exit"],
)
def test_does_a_kernel_run_itself_what_cannot_be_run_for_many(begin, cell):
    begun, kernel = begin("x = 1", cell)
    assert not begun
    assert kernel.evaluate("", "'x' in globals()") is False
    # It is not tried again.
    assert not begin("x = 1", cell)[0]


def test_are_files_beside_the_notebook_a_reason_to_run_the_cells(begin, tmp_path):
    (tmp_path / "numbers.csv").write_text("1,2")
    assert not begin("x = 1", folder=tmp_path)[0]


def test_are_the_cells_run_by_each_kernel_where_there_is_no_box(begin):
    begun, kernel = begin("x = 1", isolation="none")
    assert not begun and kernel.evaluate("", "1 + 1") == 2


def test_is_a_branch_that_was_killed_replaced(begin, find_processes):
    cell = f"branch = {os.getpid()}"
    _, kernel = begin(cell)
    kernel.close()
    template = Template.shared("box")
    before = set(find_processes("homeroom.kernels.template"))
    # The branch is the youngest process of the template that is no kernel.
    for pid in sorted(before, reverse=True):
        if pid != template._process.pid and _is_branch(pid):
            os.kill(pid, signal.SIGKILL)
            break
    else:
        pytest.fail("no branch was found")
    time.sleep(0.5)
    begun, kernel = begin(cell)
    assert kernel.evaluate("", "1 + 1") == 2 and begun


def _is_branch(pid):
    """Whether a process has its home where only branches have it."""
    with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123
        if b"--channel" not in file.read():
            return False
    try:
        return os.readlink(f"/proc/{pid}/cwd").endswith("/home/student/work")  # noqa: PTH115
    except OSError:
        return False
