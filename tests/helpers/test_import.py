import subprocess
import sys

import pytest

import helpers


def test_importing_helpers_imports_nothing_heavy():
    code = (
        "import sys, helpers; "
        "print([m for m in ('torch', 'sklearn', 'matplotlib', 'pandas', 'nbgrader', 'homeroom') "
        "if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert found.stderr == ""


def test_working_imports_need_neither_sklearn_nor_pyplot_nor_pandas():
    code = (
        "import sys; from helpers import fit, evaluate, load_data, setup, TensorLoader, History; "
        "print([m for m in ('sklearn', 'matplotlib', 'pandas', 'torchvision', 'nbgrader', "
        "'homeroom') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


WATCHED = """
import importlib, pkgutil, sys
# matplotlib asks the system for its fonts the first time, ctypes for its libraries.
LOOKING = ("fc-list", "system_profiler", "ldconfig")
seen = []
def watch(event, args):
    if event in ("os.system", "os.posix_spawn", "socket.connect", "urllib.Request"):
        seen.append((event, args))
    if event == "subprocess.Popen" and not any(name in str(args[:2]) for name in LOOKING):
        seen.append((event, args))
sys.addaudithook(watch)
import helpers
names = [name for _, name, _ in pkgutil.walk_packages(helpers.__path__, "helpers.")]
for name in names:
    importlib.import_module(name)
installer = [name for name in sys.modules if name.split(".")[0] in ("pip", "ensurepip")]
print(len(names), seen, installer)
"""


def test_no_import_installs_anything_starts_a_process_or_asks_the_network():
    found = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    count, rest = found.stdout.strip().split(" ", 1)
    assert int(count) > 60
    assert rest == "[] []"


@pytest.mark.parametrize("name", helpers.__all__)
def test_every_public_name_is_there(name):
    assert getattr(helpers, name) is not None
    assert name in dir(helpers)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'train_everything'"):
        _ = helpers.train_everything


def test_fit_stays_a_function_after_its_neighbours_are_imported():
    import helpers.evaluation
    import helpers.training

    assert callable(helpers.fit)
    assert callable(helpers.evaluate)
