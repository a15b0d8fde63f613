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
