import json
import subprocess

import pytest

from homeroom import doctor
from homeroom.cli import main
from homeroom.doctor import Check


def named(found, name):
    return next(check for check in found if check.name == name)


@pytest.fixture
def quick(monkeypatch):
    """Leave out the checks that import torch or start programs."""

    def answer(words, returncode=0):
        return subprocess.CompletedProcess(words, returncode, "1.0", "")

    monkeypatch.setattr(doctor, "_run", answer)
    monkeypatch.setattr(doctor.importlib, "import_module", lambda name: 1 / 0)


def test_does_a_check_that_breaks_count_as_missing(quick, course):
    found = doctor.checks(course.root)
    torch = named(found, "torch")
    assert (torch.ok, torch.found) == (False, "ZeroDivisionError: division by zero")
    assert torch.remedy == "pip install torch"


def test_what_is_found_in_a_course_folder(quick, course):
    found = doctor.checks(course.root)
    for name in ("Python", "nbgrader", "alembic", "course folder", "writing", "free disk"):
        assert named(found, name).ok, name
    assert named(found, "course folder").found == f"{course.root}, 1 assignment(s)"


def test_does_a_folder_without_course_say_so(quick, tmp_path):
    check = named(doctor.checks(tmp_path), "course folder")
    assert not check.ok
    assert check.found.startswith(f"No course here: neither {tmp_path}")


def test_is_what_cannot_be_tried_not_ok(quick, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = doctor.checks(tmp_path)
    for name in ("bubblewrap", "user namespaces", "chromium", "fonts for pages"):
        check = named(found, name)
        assert not check.ok
        assert check.optional
        assert check.remedy


def test_does_every_remedy_take_one_line(quick, tmp_path):
    assert all("\n" not in check.remedy for check in doctor.checks(tmp_path))


@pytest.mark.parametrize(("optional", "status"), [(True, 0), (False, 1)])
def test_does_only_what_is_needed_decide_the_status(
    monkeypatch, tmp_path, capsys, optional, status
):
    found = [Check("torch", True, "2.0"), Check("bwrap", False, "no [bracket]", "get it", optional)]
    monkeypatch.setattr("homeroom.apps.doctor.checks", lambda start: found)
    assert main(["doctor", f"--json={tmp_path / 'd.json'}"]) == status
    shown = capsys.readouterr().out
    assert "no [bracket]" in shown
    assert "→ get it" in shown
    rows = json.loads((tmp_path / "d.json").read_text())["checks"]
    assert [row["ok"] for row in rows] == [True, False]
    assert {"name", "ok", "found", "remedy"} <= rows[0].keys()
