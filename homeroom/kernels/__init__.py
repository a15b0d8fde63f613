"""Kernels that start warm, each in a box of its own.

One *template* process imports torch and the rest once, inside bubblewrap; each kernel is a fork of
it behind walls of its own. Jupyter starts them through a kernel provisioner, so nbgrader's own
commands use them as well. docs/grading.md says what an instructor needs to know.

| file | what lives there |
|---|---|
| `provisioner.py` | what Jupyter calls: start, interrupt, kill, restart |
| `client.py`, `runfolder.py` | the worker's side: start the template, ask it to fork |
| `ahead.py` | a batch's template, started before its settings are read |
| `sandbox.py` | bubblewrap around the template |
| `template.py`, `server.py` | the template: imports, then forks and watches |
| `large_pages.py` | its memory, so that forking is quick |
| `child.py`, `walls.py`, `places.py` | the fork: namespaces, mounts, limits, filters |
| `roles.py`, `ipython.py` | what a fork can become: an ipykernel |
| `prepared.py`, `files.py`, `data.py` | kernels made ready ahead, their files, their data sets |
| `limits.py`, `watch.py`, `output.py` | what a kernel may use, and who looks after it |
| `isolation.py`, `attempt.py`, `probes.py` | attempts to break out, for `homeroom doctor` |
| `wire.py`, `linux.py`, `landlock.py`, `seccomp.py` | the tools for all this |
"""

from pathlib import Path

KERNEL_NAME = "homeroom-warm"
JUPYTER_PATH = str(Path(__file__).parent / "jupyter")
"""Folder that holds the kernelspec; nbgrader_config.py adds it to Jupyter's path."""
