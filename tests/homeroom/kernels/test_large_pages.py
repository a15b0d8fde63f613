import subprocess
import sys

import pytest

from homeroom.kernels import large_pages

FORK_THAT_WRITES = """
import os
from homeroom.kernels import large_pages
kept = [str(number) for number in range(400_000)]
print(large_pages.collapse())
child = os.fork()
if child == 0:
    kept[:] = reversed(kept)
    os._exit(0 if kept[0] == "399999" else 1)
_, status = os.waitpid(child, 0)
assert status == 0
assert kept[0] == "0" and len(kept) == 400_000
"""


def test_a_fork_has_memory_of_its_own_as_before():
    done = subprocess.run(
        [sys.executable, "-c", FORK_THAT_WRITES], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) % large_pages.LARGE == 0


def test_where_the_system_refuses_nothing_happens(monkeypatch):
    monkeypatch.setattr(large_pages.linux, "madvise", lambda *_: False)
    assert large_pages.collapse() == 0


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("7f0000100000-7f0000700000 rw-p 00000000 00:00 0 ", [(0x7F0000200000, 0x7F0000600000)]),
        (
            "7f0000000000-7f0000200000 rw-p 00000000 00:00 0 [heap]",
            [(0x7F0000000000, 0x7F0000200000)],
        ),
        ("7f0000100000-7f0000200000 rw-p 00000000 00:00 0 ", []),
        ("7f0000000000-7f0000200000 rw-p 00000000 00:00 0 [stack]", []),
        ("7f0000000000-7f0000200000 rw-p 00000000 fe:00 99 /lib/x.so", []),
        ("7f0000000000-7f0000200000 r--p 00000000 00:00 0 ", []),
    ],
)
def test_which_memory_is_meant(monkeypatch, line, found):
    monkeypatch.setattr(large_pages.Path, "read_text", lambda _: line)
    assert list(large_pages._allocated()) == found


THREADS = """
from homeroom.kernels import large_pages, linux
seen = []
large_pages.collapse = lambda: seen.append(linux.tasks())
for _ in range(50):
    with large_pages.collapsing():
        pass
    assert linux.tasks() == 1
assert set(seen) == {2}
large_pages.collapse = lambda: __import__("time").sleep(0.05)
try:
    with large_pages.collapsing():
        raise KeyError
except KeyError:
    assert linux.tasks() == 1
    print("done")
"""


def test_the_thread_that_collapses_is_gone_afterwards():
    """Also after an error. In a process that has no other threads."""
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr
