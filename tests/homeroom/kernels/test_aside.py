import os
from pathlib import Path

import numpy as np
import pytest

from homeroom.kernels.aside import Aside


def test_arrays_come_back_as_they_were_computed():
    wanted = {"bytes": np.arange(300_000, dtype=np.uint8), "empty": np.zeros((0, 3))}
    found = Aside(lambda: wanted).arrays()
    assert list(found) == list(wanted)
    for name, array in wanted.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


def test_they_are_computed_in_another_process():
    assert Aside(lambda: {"pid": np.array(os.getpid())}).arrays()["pid"] != os.getpid()


@pytest.mark.parametrize("how", ["error", "end"])
def test_nothing_comes_back_from_a_process_that_fails(how):
    def fail():
        if how == "end":
            os._exit(3)
        raise MemoryError

    assert Aside(fail).arrays() == {}


def test_no_process_and_no_file_is_left():
    before = set(Path("/proc/self/fd").iterdir())
    aside = Aside(lambda: {"one": np.ones(1)})
    aside.arrays()
    assert set(Path("/proc/self/fd").iterdir()) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(aside._pid, os.WNOHANG)
