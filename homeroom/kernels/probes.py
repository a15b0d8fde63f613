"""Attempts to break out of a kernel's box, one for each wall.

Each is Python code that runs inside a kernel and binds `held` (whether the wall stood) and `found`
(what happened, in a few words). Names in capitals are given by `isolation.py`, which lays out
what the attempts look for. They are plain attacks, meant to be read.
"""

from __future__ import annotations

from homeroom.kernels.attempt import Probe

_NAMESPACES = (
    "unprivileged user namespaces must be allowed: `homeroom doctor`, line user namespaces"
)
_REPORT = "do not grade with this box, and report it with the output of this command"
_LINUX = "a Linux with Landlock (5.13 or newer) and seccomp, on x86_64 or aarch64"

PROBES = (
    Probe(
        "network",
        """
held, found = all_refused({
    "own server": lambda: connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", PORT)),
    "TCP": lambda: connect(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80)),
    "UDP": lambda: connect(socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53)),
    "IPv6": lambda: connect(socket.AF_INET6, socket.SOCK_STREAM, ("2001:db8::1", 80)),
    "names": lambda: socket.getaddrinfo("example.org", 80),
    "abstract socket": lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, "\\0" + ABSTRACT),
    "virtual machine's socket": lambda: socket.socket(40, socket.SOCK_STREAM),
    "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    "packet": lambda: socket.socket(17, socket.SOCK_RAW),
})
if held and [name for _, name in socket.if_nameindex()] != ["lo"]:
    held, found = False, f"interfaces {socket.if_nameindex()}"
""",
        _NAMESPACES,
        looks_only=True,
    ),
    Probe(
        "home, course and gradebook",
        """
def look(path):
    return os.listdir(path) if path.endswith("/") else open(path)

held, found = all_refused({path: lambda path=path: look(path) for path in PATHS})
""",
        "make the Python environment in a folder of its own, which holds nothing else",
        looks_only=True,
    ),
    Probe(
        "hidden tests",
        """
import pathlib, sys
# The environment is there for all to read, wherever it lies; packages bring notebooks of their own.
seen = [str(p) for top in (".", "/home", "/tmp", "/k", "/run", "/scratch", "/dev/shm")
        for p in pathlib.Path(top).rglob("*") if p.suffix in (".ipynb", ".db")
        and not any(p.is_relative_to(shown) for shown in (sys.prefix, sys.base_prefix))]
files = sorted(os.listdir("."))
held = not seen and files == ["data.txt"]
found = ", ".join(seen) or f"beside the notebook: {', '.join(files)}"
""",
        _REPORT,
        looks_only=True,
    ),
    Probe(
        "other kernels",
        """
held, found = all_refused({
    "its folder": lambda: os.listdir(OTHER),
    "the folder of all": lambda: os.listdir("/run/homeroom"),
    "its socket": lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, OTHER + "/k-1"),
    "its socket inside": lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, INSIDE + "/k-1"),
    "its home": lambda: open(f"/home/student/{MARK}"),
    "its shared memory": lambda: open(f"/dev/shm/{MARK}"),
})
""",
        _NAMESPACES,
        looks_only=True,
    ),
    Probe(
        "processes of others",
        """
import subprocess
def own(pid):
    text = open(f"/proc/{pid}/status").read()
    return "python" in text or "sh" in text
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
strangers = [pid for pid in pids if pid > 1 and os.path.realpath(f"/proc/{pid}/root") != "/"]
held = os.getppid() == 0 and min(pids) == 1 and len(pids) < 5 and not strangers
found = f"sees {len(pids)} process(es), parent {os.getppid()}"
""",
        _NAMESPACES,
        looks_only=True,
    ),
    Probe(
        "signals to the template",
        """
import signal
threads = set(map(int, os.listdir("/proc/self/task")))
held, found = all_refused({
    f"process {pid}": (lambda pid=pid: os.kill(pid, signal.SIGKILL))
    for pid in {2, 3, 4, 5, 6, TEMPLATE, WORKER} - threads - {os.getpid()}
})
""",
        _NAMESPACES,
    ),
    Probe(
        "looking into processes",
        """
PTRACE_ATTACH, PTRACE_TRACEME = 16, 0
child = os.fork()
if child == 0:
    import time
    time.sleep(20)
    os._exit(0)
held, found = all_refused({
    "ptrace me": lambda: call(libc.ptrace, PTRACE_TRACEME, 0, 0, 0),
    "ptrace a child": lambda: call(libc.ptrace, PTRACE_ATTACH, child, 0, 0),
    "process_vm_readv": lambda: call(libc.process_vm_readv, child, None, 0, None, 0, 0),
    "kcore": lambda: open("/proc/kcore", "rb"),
})
os.kill(child, 9)
os.waitpid(child, 0)
""",
        _LINUX,
    ),
    Probe(
        "new namespaces",
        """
flags = dict(user=0x10000000, mount=0x20000, pid=0x20000000, net=0x40000000, ipc=0x8000000,
             uts=0x4000000, cgroup=0x2000000)
attempts = {name: (lambda f=f: call(libc.unshare, f)) for name, f in flags.items()}
attempts["mount"] = lambda: call(libc.mount, b"none", b"/scratch", b"tmpfs", 0, None)
attempts["umount"] = lambda: call(libc.umount2, b"/scratch", 2)
attempts["chroot"] = lambda: os.chroot("/scratch")
namespace = os.open("/proc/self/ns/net", os.O_RDONLY)
attempts["setns"] = lambda: call(libc.setns, namespace, 0)
attempts["more allowed"] = lambda: open("/proc/sys/user/max_user_namespaces", "a").close()
held, found = all_refused(attempts)
os.close(namespace)
""",
        _LINUX,
    ),
    Probe(
        "privileges",
        """
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
status = {name: value.split() for name, value in status.items()}
sets = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
bad = [name for name in sets if int(status[name][0], 16)]
bad += ["NoNewPrivs"] * (status["NoNewPrivs"] != ["1"]) + ["Seccomp"] * (status["Seccomp"] != ["2"])
bad += ["user 0"] * ("0" in status["Uid"]) + ["groups"] * (refused(lambda: os.setuid(0)) is None)
held, found = not bad, ", ".join(bad) or f"user {status['Uid'][0]}, no capability, seccomp"
""",
        _LINUX,
    ),
    Probe(
        "system calls",
        """
numbers = dict(keyctl=(250, 219), bpf=(321, 280), memfd_create=(319, 279), userfaultfd=(323, 282),
               perf_event_open=(298, 241), io_uring_setup=(425, 425), clone3=(435, 435),
               personality=(135, 92), open_by_handle_at=(304, 265))
column = 0 if os.uname().machine == "x86_64" else 1
held, found = all_refused({name: (lambda n=n: call(libc.syscall, n[column], 0, 0, 0, 0, 0))
                           for name, n in numbers.items()})
""",
        _LINUX,
    ),
    Probe(
        "writing outside",
        """
import sys, torch
places = ["/k/file", "/etc/passwd", "/usr/x", "/x", "/run/homeroom/x", "/dev/x", "/scratch/x",
          "/samples/x",
          os.path.join(os.path.dirname(torch.__file__), "x"), os.path.join(sys.prefix, "x"),
          "/proc/self/oom_score_adj", "/proc/sys/kernel/hostname"]
attempts = {place: (lambda p=place: open(p, "a").close()) for place in places}
attempts["folder in /k"] = lambda: os.mkdir("/k/folder")
attempts["link in /k"] = lambda: os.symlink("/", "/k/link")
attempts["device"] = lambda: os.mknod("/tmp/device", 0o20666, os.makedev(1, 3))
held, found = all_refused(attempts)
""",
        _LINUX,
    ),
    Probe(
        "open files of the template",
        """
import stat
odd = []
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        continue
    # a kernel's own sockets, pipes, event counters, and what it opened inside the box
    own = ("socket:", "pipe:", "anon_inode:", "/dev/null", "/proc/", "/home/student")
    if not target.startswith(own):
        odd.append(target)
held, found = not odd, ", ".join(odd) or "only its own"
""",
        _REPORT,
    ),
    Probe(
        "environment variables",
        """
words = [name for name, value in os.environ.items()
         if MARK in value or name.startswith(("NBGRADER", "HELPERS", "JUPYTER", "HOMEROOM"))]
held, found = not words, ", ".join(words) or f"{len(os.environ)} of the box's own"
""",
        _REPORT,
        looks_only=True,
    ),
    Probe(
        "disk",
        """
written, block = 0, b"x" * 1_000_000
where = ["/tmp", os.path.expanduser("~"), "/dev/shm"]
for number in range(40):
    for folder in where:
        try:
            with open(f"{folder}/fill-{number}", "wb", buffering=0) as file:
                for _ in range(100):
                    written += file.write(block)
        except OSError:
            pass
for folder in where:
    for name in os.listdir(folder):
        if name.startswith("fill-"):
            os.unlink(f"{folder}/{name}")
held, found = written <= 2 * SCRATCH_MB * 1024 * 1024 + 1, f"{written / 1e6:.0f} MB, then full"
""",
        _NAMESPACES,
    ),
    Probe(
        "one huge array",
        """
import numpy as np
held = refused(lambda: np.ones(40_000_000_000, dtype=np.uint8)) is not None
found = "MemoryError" if held else "40 GB were given"
""",
        _REPORT,
    ),
    Probe(
        "fork bomb",
        """
import signal, time
children = []
try:
    while len(children) < 3 * PROCESSES:
        pid = os.fork()
        if pid == 0:
            time.sleep(30)
            os._exit(0)
        children.append(pid)
except OSError:
    pass
for pid in children:
    os.kill(pid, signal.SIGKILL)
for pid in children:
    os.waitpid(pid, 0)
held, found = len(children) < PROCESSES, f"{len(children)} processes, then refused"
""",
        "start the command as an ordinary user, or install util-linux: root has no such limit",
    ),
    Probe(
        "memory of many processes",
        """
import time
for _ in range(8):
    if os.fork() == 0:
        mine = bytearray(MEMORY_MB * 1024 * 1024 // 3)
        for i in range(0, len(mine), 4096):
            mine[i] = 1
        time.sleep(60)
        os._exit(0)
time.sleep(20)
held, found = False, "eight times a third of the limit were given"
""",
        _REPORT,
        fatal=True,
    ),
)
