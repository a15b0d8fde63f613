import json
import os
import subprocess
import sys

import pytest

from homeroom.apps import COMMANDS
from homeroom.cli import main


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "No command was given"),
        (["frobnicate"], "There is no command 'frobnicate'"),
        (["--colour"], "There is no option --colour"),
        (["generate", "--colour=red"], "There is no option --colour"),
        (["generate", "--GenerateApp.nonsense=1"], "There is no option --GenerateApp.nonsense"),
        (["generate"], "Name the assignments to generate, or give --all"),
        (["generate", "hw01", "--all"], "or give --all"),
        (["generate", "--all", "--log-level=LOUD"], "LOUD"),
    ],
)
def test_do_unusable_arguments_end_with_2_and_a_hint(argv, said, capsys):
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "--help" in error
    assert "Traceback" not in error


def test_does_help_list_the_commands(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_does_each_command_explain_itself(command, capsys):
    assert main([command, "--help"]) == 0
    assert f"homeroom {command}" in capsys.readouterr().out


def test_is_the_version_printed_alone(capsys):
    assert main(["--version"]) == 0
    assert len(capsys.readouterr().out.split()) == 1


def test_does_a_folder_without_course_end_with_1(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["generate", "--all"]) == 1
    assert "No course here" in capsys.readouterr().err
    assert main(["generate", "--all", f"--course-dir={tmp_path / 'none'}"]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_is_a_course_generated_and_checked_from_a_folder_inside(course, monkeypatch, capsys):
    monkeypatch.chdir(course.source_path("hw01"))
    found = course.root / "found.json"
    assert main(["generate", "--all", "--check", f"--json={found}"]) == 1
    assert "docs/questions.md is out of date" in capsys.readouterr().out
    report = json.loads(found.read_text())
    assert report["ok"] is False
    assert report["assignments"][0]["added"] == ["squares.ipynb", "squares.py"]
    assert main(["generate", "hw01"]) == 0
    assert main(["generate", "hw01", "--check"]) == 0
    assert main(["generate", "hw07"]) == 2
    assert "No assignment 'hw07'" in capsys.readouterr().err


def test_does_a_file_that_cannot_be_written_end_with_2(course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    assert main(["generate", "--all", "--check", "--json=none/x.json"]) == 2
    assert "none/x.json cannot be written" in capsys.readouterr().err


def test_is_a_reader_that_has_seen_enough_no_accident():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "homeroom.cli", "autograde", "--help-all"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == ""
