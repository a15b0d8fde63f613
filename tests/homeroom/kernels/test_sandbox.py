import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from homeroom.kernels import JUPYTER_PATH, places, sandbox

ROOT = Path(sandbox.__file__).parents[2]

ELSEWHERE = """
import sys
from traitlets.config import Config
from homeroom.kernels.isolation import Inside
with Inside(Config(WarmProvisioner={"spares": 0})) as kernel:
    # A module that nobody has imported yet: the environment is still to be read.
    print(kernel.evaluate("import sklearn.svm, sys", "[sys.prefix, sklearn.svm.__name__]"))
    kernel.evaluate("import os; open('/tmp/mine', 'w').close()", "1")
    print(kernel.evaluate("", "sorted(os.listdir('/tmp'))"))
    kernel.evaluate("def attempt():\\n    open(sys.prefix + '/x', 'w')", "1")
    print(kernel.evaluate("try: attempt()\\nexcept OSError as e: name = type(e).__name__", "name"))
"""


def test_can_the_environment_lie_where_kernels_get_a_folder_of_their_own(can_box, tmp_path):
    made = tmp_path / "env"
    if not sandbox.covered([made]):
        pytest.skip(f"temporary folders of the tests lie in {tmp_path}, which no kernel covers")
    venv.create(made, symlinks=True, with_pip=False)
    python = made / "bin" / "python"
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    below = f"{sysconfig.get_path('purelib')}\n{ROOT}\n"
    Path(packages, "below.pth").write_text(below)
    ran = subprocess.run(
        [python, "-c", ELSEWHERE],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"JUPYTER_PATH": JUPYTER_PATH, "PATH": "/usr/bin:/bin"},
    )
    assert ran.returncode == 0, ran.stderr
    first, listed, refused = ran.stdout.splitlines()
    assert str(made) in first and "sklearn.svm" in first
    assert "mine" in listed and "env" not in listed
    assert "Error" in refused


def test_is_no_folder_of_the_course_shown():
    shown = sandbox.environment_folders()
    for name in ("source", "tests", "submitted", "nbgrader_config.py"):
        assert not sandbox.visible(ROOT / name, shown)


def test_is_nothing_of_the_callers_environment_in_the_templates(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET", "of the instructor")
    program = sandbox.bare(tmp_path, 3)
    assert "SECRET" not in program.environment
    assert "of the instructor" not in " ".join(program.words)


def test_does_root_become_an_ordinary_user_first(monkeypatch, tmp_path, can_box):
    monkeypatch.setattr(sandbox.os, "geteuid", lambda: 0)
    words = sandbox.boxed(tmp_path, 3).words
    outer, inner = words.index("--bounding-set=-all"), words.index("--unshare-all")
    assert outer < inner
    assert any(word.startswith("--reuid=6") for word in words[:outer])
    assert places.RUN in words[inner:]
