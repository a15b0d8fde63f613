import asyncio
import os
import time

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from homeroom.kernels import KERNEL_NAME

SEED = """
import random, torch, numpy as np
x = [random.random(), np.random.rand(), torch.rand(1).item()]
"""


def test_does_a_kernel_answer_with_torch_at_hand(start):
    kernel = start()
    began = time.perf_counter()
    assert kernel.evaluate("import torch", "float(torch.ones(3).sum())") == 3.0
    assert time.perf_counter() - began < 5


def test_is_training_possible_in_a_fork(start):
    code = """
import torch
model = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3), torch.nn.Flatten(), torch.nn.Linear(144, 2))
data = torch.utils.data.TensorDataset(torch.randn(32, 1, 8, 8), torch.randint(0, 2, (32,)))
loader = torch.utils.data.DataLoader(data, batch_size=8, num_workers=2)
optimizer = torch.optim.Adam(model.parameters(), 0.01)
for images, labels in loader:
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
"""
    assert start().evaluate(code, "bool(torch.isfinite(loss))") is True


def test_do_kernels_begin_with_the_same_random_numbers_and_other_digests_with_others(
    start, monkeypatch
):
    first, second = start().evaluate(SEED, "x"), start().evaluate(SEED, "x")
    monkeypatch.setenv("HOMEROOM_SEED", "digest of another submission")
    assert first == second != start().evaluate(SEED, "x")


def test_is_nothing_of_the_instructors_environment_seen(start, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("HELPERS_DATA", "sample")
    monkeypatch.setenv("PASSWORD", "secret")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    names = start().evaluate("import os", "sorted(os.environ)")
    assert "LC_ALL" in names and "HOME" in names
    assert not [name for name in names if name.startswith(("NBGRADER", "HELPERS", "PASS", "HOMER"))]


def test_are_files_beside_the_notebook_there_but_no_notebook_and_no_link(start, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "img1.png").write_bytes(b"picture")
    (tmp_path / "hw01.ipynb").write_text("### BEGIN HIDDEN TESTS")
    (tmp_path / "link").symlink_to("/etc/passwd")
    kernel = start(tmp_path)
    assert kernel.evaluate("import os", "sorted(os.listdir())") == ["images"]
    assert kernel.evaluate("", "open('images/img1.png').read()") == "picture"


def test_does_an_interrupt_stop_a_cell_and_leave_the_kernel(start):
    kernel = start()
    asked = kernel.client.execute("while True: pass", stop_on_error=False)
    time.sleep(0.5)
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=10)
    assert reply["parent_header"]["msg_id"] == asked
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.evaluate("", "6 * 7") == 42


def test_is_a_restarted_kernel_new_and_reached_by_the_same_client(start):
    kernel = start()
    kernel.evaluate("x = 1", "x")
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=30)
    assert kernel.evaluate("", "'x' in globals()") is False


@pytest.mark.parametrize("code", ["import os; os._exit(3)", "import ctypes; ctypes.string_at(0)"])
def test_is_a_crash_noticed(start, code, until):
    kernel = start()
    kernel.client.execute(code)
    until(lambda: not kernel.alive())
    ended = asyncio.run(kernel.manager.provisioner.poll())
    assert ended == (3 if "_exit" in code else -11)


def test_is_a_polite_shutdown_quick(start):
    kernel = start()
    began = time.perf_counter()
    kernel.manager.shutdown_kernel(now=False)
    assert time.perf_counter() - began < 1.5
    assert not kernel.alive()


def test_does_nothing_that_a_kernel_started_outlive_it(start, find_processes, until):
    kernel = start()
    marked = f"9{os.getpid():07d}"
    code = f"""
import subprocess
subprocess.Popen(["sh", "-c", "setsid sleep {marked} & sleep {marked}"], start_new_session=True)
"""
    kernel.evaluate(code, "1")
    until(lambda: len(find_processes(f"sleep {marked}")) >= 2)
    kernel.manager.shutdown_kernel(now=True)
    until(lambda: not find_processes(f"sleep {marked}"))


def test_does_it_work_with_an_asynchronous_manager(isolation):
    config = Config(WarmProvisioner={"isolation": isolation})

    async def work():
        manager = AsyncKernelManager(kernel_name=KERNEL_NAME, config=config)
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            reply = await client.execute_interactive("1 / 0", output_hook=lambda m: None)
            assert await manager.is_alive()
            return reply["content"]["ename"]
        finally:
            client.stop_channels()
            await manager.shutdown_kernel()
            assert not await manager.is_alive()

    assert asyncio.run(work()) == "ZeroDivisionError"


def test_are_settings_taken_that_a_client_asks_for(isolation):
    shown = execute(
        isolation,
        "1\n2",
        "get_ipython().history_manager.enabled",
        extra_arguments=["--InteractiveShell.ast_node_interactivity=all"],
    )
    assert [o.data["text/plain"] for o in shown.cells[0].outputs] == ["1", "2"]
    assert shown.cells[1].outputs[0].data["text/plain"] == "False"


def test_does_an_aggressive_reset_leave_what_was_imported_before(start):
    code = """
import mailbox
get_ipython().run_line_magic("reset", "-f --aggressive")
import json, sys
"""
    found = start().evaluate(code, "[m in sys.modules for m in ('mailbox', 'torch', 'pandas')]")
    assert found == [False, True, True]


def execute(isolation, *sources, **traits):
    """Run cells through nbclient; give the notebook."""
    config = Config(WarmProvisioner={"isolation": isolation})
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    NotebookClient(notebook, kernel_name=KERNEL_NAME, config=config, **traits).execute()
    nbformat.validate(notebook)
    return notebook


def test_does_a_cell_that_takes_too_long_cost_only_itself(isolation):
    stubborn = "import time\nwhile True:\n    time.sleep(0.1)"
    notebook = execute(
        isolation,
        stubborn,
        "print('next')",
        timeout=1,
        interrupt_on_timeout=True,
        allow_errors=True,
    )
    assert notebook.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert notebook.cells[1].outputs[0].text == "next\n"


def test_does_nbclient_see_a_kernel_that_dies(isolation):
    with pytest.raises(DeadKernelError):
        execute(isolation, "import os; os._exit(1)", timeout=30)


def test_are_pictures_and_output_of_child_processes_shown(isolation):
    notebook = execute(
        isolation,
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "import subprocess\nsubprocess.run(['echo', 'from a child'], check=True)\nNone",
    )
    assert any("image/png" in o.get("data", {}) for o in notebook.cells[0].outputs)
    assert "from a child" in "".join(o.get("text", "") for o in notebook.cells[1].outputs)
