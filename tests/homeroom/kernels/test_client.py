import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from homeroom.kernels import JUPYTER_PATH, runfolder, sandbox, wire
from homeroom.kernels.client import KernelError, Template
from homeroom.kernels.limits import Limits
from homeroom.kernels.prepared import Plan, prepare, take_spare, wait_ready

WORKER = """
import os, sys, time
from traitlets.config import Config
from homeroom.kernels.isolation import Inside
kernel = Inside(Config(WarmProvisioner={"isolation": sys.argv[1]}))
code = f'''
import subprocess
subprocess.Popen(["sh", "-c", "setsid sleep {sys.argv[2]} &"], start_new_session=True)
'''
kernel.evaluate(code, "1")
print(kernel.manager.ip, flush=True)
kernel.client.execute("while True: pass")
time.sleep(600)
"""
PLAN = Plan((), (("LANG", "C.UTF-8"),), Limits())


def test_is_no_process_left_when_the_worker_is_killed(isolation, find_processes, until):
    marked = f"8{os.getpid():07d}"
    environment = {**os.environ, "JUPYTER_PATH": JUPYTER_PATH}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, isolation, marked],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    address = worker.stdout.readline()
    run = address.rsplit("/", 2)[0]
    until(lambda: find_processes(f"sleep {marked}"))
    assert find_processes(run)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    until(lambda: not find_processes(f"sleep {marked}"))
    # The template of this worker, by its run folder (inside the box it has another name).
    until(lambda: not find_processes(run))


def ready(template):
    """Make a kernel and wait until it answers on its hand-over."""
    prepared = prepare(template, PLAN)
    asyncio.run(wait_ready(template, prepared, 60))
    return prepared


def in_another_process(shared, answer):
    """Use a template that another process started, as a spawned worker would."""
    template = Template.adopt(*shared)
    prepared = ready(template)
    answer.send(prepared.fork.look())
    prepared.close()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_do_other_processes_share_the_template(isolation, method):
    template = Template.shared(isolation)
    ready(template).close()
    context = multiprocessing.get_context(method)
    mine, theirs = context.Pipe()
    process = context.Process(target=in_another_process, args=(template.share(), theirs))
    process.start()
    assert mine.poll(60)
    assert mine.recv() is None  # its kernel runs
    process.join(30)
    assert process.exitcode == 0 and template.alive()
    ready(template).close()


def test_is_a_spare_that_died_not_given_out(isolation, until):
    template = Template.shared(isolation)
    prepared = ready(template)
    template.spares[PLAN] = [prepared]
    prepared.fork.tell({"kill": True})
    until(lambda: prepared.fork.look() is not None)
    assert take_spare(template, PLAN) is None


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"role": "os:system"}, "no role 'os:system'"),
        ({"folder": "../../etc"}, "16 hexadecimal digits"),
        ({"limits": {"memory_mb": -1}}, "limits must be"),
    ],
)
def test_does_the_template_refuse_what_it_does_not_know(isolation, request_, said):
    template = Template.shared(isolation)
    sound = {"role": "kernel", "folder": "0123456789abcdef", "limits": Limits().message()}
    here, there = wire.pair()
    hand, its_hand = wire.pair()
    with here, there, hand, its_hand:
        wire.send(template.channel, sound | request_, [there.fileno(), its_hand.fileno()])
        here.settimeout(60)
        assert said in wire.receive(here)[0]["failed"]
    ready(template).close()


def test_does_a_template_that_cannot_start_say_why(monkeypatch):
    monkeypatch.setattr(
        sandbox, "_template", lambda *a: [sys.executable, "-c", "raise SystemExit('no disk')"]
    )
    template = Template.start("none")
    try:
        with pytest.raises(KernelError, match="no disk"):
            ready(template)
    finally:
        template.close()


def test_is_grading_without_bubblewrap_refused_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with pytest.raises(sandbox.SandboxError, match="sudo apt-get install bubblewrap"):
        Template.start("box")


def test_are_run_folders_of_killed_processes_removed(tmp_path):
    stale = tmp_path / f"{runfolder.PREFIX}stale"
    (stale / "0123").mkdir(parents=True)
    runfolder.sweep(tmp_path)
    assert not stale.exists()
