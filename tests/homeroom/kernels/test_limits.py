"""What happens to a kernel that takes too much (the walls' own limits: test_isolation.py)."""

import time

import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from homeroom.kernels import KERNEL_NAME
from homeroom.kernels.limits import Limits


def stopped(kernel, code, seconds=20):
    """Run code until the kernel is stopped; give the reason."""
    kernel.client.execute(code)
    end = time.monotonic() + seconds
    while kernel.alive():
        assert time.monotonic() < end, "it was not stopped"
        time.sleep(0.05)
    return kernel.manager.provisioner.ended_because


def test_is_a_kernel_stopped_after_its_wall_time(start):
    assert "wall time" in stopped(start(wall_seconds=1), "import time; time.sleep(60)")


def test_is_a_kernel_stopped_after_its_cpu_time_in_child_processes_too(start):
    code = """
import os
for _ in range(3):
    if os.fork() == 0:
        while True:
            pass
os.wait()
"""
    assert "CPU time" in stopped(start(cpu_seconds=1), code)


def test_is_a_kernel_that_swallows_interrupts_stopped_all_the_same(start):
    code = """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""
    assert "CPU time" in stopped(start(cpu_seconds=1), code)


def test_does_waiting_not_count_as_time(start):
    kernel = start(wall_seconds=2, spares=1)
    time.sleep(3)  # the kernel forked ahead waits longer than its limit
    kernel.manager.is_alive()
    second = start(wall_seconds=2, spares=1)
    assert second.evaluate("", "6 * 7") == 42


@pytest.mark.parametrize(
    ("settings", "code", "why"),
    [
        (
            {"output_mb": 2},
            "import time\nwhile True: print('x' * 100_000); time.sleep(0.01)",
            "more than 2 MB",
        ),
        (
            {"messages": 50},
            "from IPython.display import display\nwhile True: display(1)",
            "more than 50 messages",
        ),
    ],
)
def test_is_a_kernel_that_says_too_much_stopped(isolation, settings, code, why, caplog):
    from nbclient import NotebookClient

    config = Config(WarmProvisioner={"isolation": isolation, **settings})
    notebook = new_notebook(cells=[new_code_cell(code)])
    with pytest.raises(DeadKernelError):
        NotebookClient(notebook, kernel_name=KERNEL_NAME, config=config, timeout=30).execute()
    assert why in caplog.text


@pytest.mark.parametrize("wrong", [{"memory_mb": 0}, {"memory_mb": True}, {"memory_mb": "9"}])
def test_are_limits_that_make_no_sense_refused(wrong):
    with pytest.raises(ValueError, match="memory_mb"):
        Limits.of(Limits().message() | wrong)
