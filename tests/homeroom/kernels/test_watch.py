"""Are all processes of a kernel found, many of them too?"""

import os
import subprocess
import sys
import threading

from homeroom.kernels.watch import tree

CHILDREN = 800
SHOW = """
import subprocess, sys
started = [subprocess.Popen(["sleep", "60"]) for _ in range(int(sys.argv[1]))]
print(*(one.pid for one in started), flush=True)
sys.stdin.read()
for one in started:
    one.kill()
"""


def test_are_hundreds_of_children_found():
    # More than Linux gives of a file in /proc at a time.
    command = [sys.executable, "-S", "-c", SHOW, str(CHILDREN)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        children = list(map(int, parent.stdout.readline().split()))
        found = tree(parent.pid)
        parent.stdin.close()
    assert len(children) == CHILDREN
    assert set(found) == {parent.pid, *children}


def test_is_a_child_found_that_another_thread_has_started():
    started, done = threading.Event(), threading.Event()
    pids = []

    def work():
        with subprocess.Popen(["sleep", "60"]) as child:
            pids.append(child.pid)
            started.set()
            done.wait(60)
            child.kill()

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(60)
    found = tree(os.getpid())
    done.set()
    thread.join()
    assert pids[0] in found


def test_is_a_process_that_has_ended_no_accident():
    with subprocess.Popen(["true"]) as child:
        pass
    assert tree(child.pid) == [child.pid]
