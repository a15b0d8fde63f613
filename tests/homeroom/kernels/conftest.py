"""Kernels to try things in. They share one template for the whole run of tests."""

import os
import shutil
import time
from pathlib import Path

import pytest
from traitlets.config import Config

from homeroom.doctor import nested_namespaces
from homeroom.kernels import JUPYTER_PATH
from homeroom.kernels.isolation import Inside


@pytest.fixture(scope="session")
def can_box():
    """Skip where there can be no box."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    possible, found = nested_namespaces()
    if not possible:
        pytest.skip(f"no user namespaces inside bubblewrap: {found}")


@pytest.fixture(autouse=True)
def kernelspec_found(monkeypatch):
    """Let Jupyter find the kernelspec, as nbgrader_config.py does."""
    monkeypatch.setenv("JUPYTER_PATH", JUPYTER_PATH)


@pytest.fixture(params=["box", "none"])
def isolation(request):
    """With the box and without."""
    if request.param == "box":
        request.getfixturevalue("can_box")
    return request.param


@pytest.fixture
def start(isolation):
    """Start kernels, and end them after the test."""
    started = []

    def begin(folder=None, **settings):
        config = Config(WarmProvisioner={"isolation": isolation, **settings})
        started.append(Inside(config, folder))
        return started[-1]

    yield begin
    for kernel in started:
        kernel.close()


def processes_with(words):
    """Process ids, as this machine counts, of programs with these words in their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if words in line:
            found.append(int(entry.name))
    return found


@pytest.fixture
def find_processes():
    """Look for programs by words of their command line."""
    return processes_with


@pytest.fixture
def until():
    """Wait for something that comes soon."""

    def wait(condition, seconds=15):
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not come to that"
            time.sleep(0.05)

    return wait
