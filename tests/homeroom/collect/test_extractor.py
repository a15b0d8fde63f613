"""Plain `nbgrader zip_collect` with the course's own configuration."""

import logging
import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin
from packing import tarred, zipped
from traitlets.config import Config

from helpers.handin.archive import pack
from homeroom.collect.extractor import OneOfEach, SafeExtractor

# The regular expressions that the guide gives: for archives, for notebooks.
GUIDE = (Path(__file__).parents[3] / "docs" / "instructor.md").read_text()
NAMES = re.search(r"named_regexp='(.+)'", GUIDE)[1]
LOOSE = re.search(r"not packed .*: `(.+)`", GUIDE)[1]
DEFAULT = "nbgrader.plugins.zipcollect.ExtractorPlugin"


def handed_in(folder):
    """An archive of hw04 as a student packs it."""
    work = folder / "work"
    work.mkdir()
    for name in ("backprop", "two_layer_net", "part1_convnet", "part2_pretrained"):
        (work / f"{name}.ipynb").write_text('{"cells": []}')
    (work / "hw04.pdf").write_text("%PDF-")
    pack("hw04", "ada", work)
    return (work / "ada.zip").read_bytes()


@pytest.fixture
def collect(course, caplog):
    """Run the command over the archives of hw01; what it warned of."""

    def run(*words, archives=None):
        for name, content in (archives or {}).items():
            path = course.root / "downloaded" / "hw01" / "archive" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (course.root / "release" / "hw01").mkdir(parents=True, exist_ok=True)
        caplog.clear()
        with chdir(course.root):
            app = ZipCollectApp(log=logging.getLogger("collect"))
            app.initialize(["hw01", f"--FileNameCollectorPlugin.named_regexp={NAMES}", *words])
            app.start()
        return [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]

    return run


def layout(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_does_one_bad_archive_cost_only_its_own_submission(course, collect):
    warned = collect(
        archives={
            "ada.zip": zipped({"hw01/squares.ipynb": "{}"}),
            "eve.zip": zipped({"../../../../submitted/ada/hw01/squares.ipynb": "stolen"}),
            "bob.zip": zipped({"squares.ipynb": "[]", "__MACOSX/._squares.ipynb": "x"}),
            "cleo.tar.gz": tarred({"./hw01/squares.ipynb": b"null"}),
        }
    )
    assert {path.parts[-3]: path.read_text() for path in course.root.glob("submitted/*/*/*")} == {
        "ada": "{}",
        "bob": "[]",
        "cleo": "null",
    }
    told = [line for line in warned if line.startswith("Not collected: ")]
    assert len(told) == 1
    assert "eve.zip: ../../../../submitted/ada/hw01/squares.ipynb leads out" in told[0]
    assert "Ask the student" in told[0]
    assert any("1 not collected" in line and line.endswith("eve.zip") for line in warned)
    assert (course.root / "downloaded/hw01/archive/eve.zip").is_file(), "It stays where it lies"
    assert not (course.root / "downloaded/hw01/extracted/eve").exists()


def test_do_honest_files_lie_where_nbgrader_itself_puts_them(course, collect, tmp_path, caplog):
    inner = zipped({"deeper/data.csv": "1,2", "most.zip": zipped({"a.txt": "a"})})
    archives = {
        "ada.zip": handed_in(tmp_path),
        "bob.v2.zip": zipped({"hw01/squares.ipynb": "{}", "hw01/inner.zip": inner, "empty/": ""}),
        "cleo.tar.gz": tarred({"hw01/squares.ipynb": b"{}", "hw01/é.txt": b"x"}),
        "dan_squares.ipynb": b"{}",
        "late/fay.zip": zipped({"squares.ipynb": "{}"}),
        "late/gus_notes.txt": b"hello",
    }
    collect(archives=archives)
    extracted = course.root / "downloaded" / "hw01" / "extracted"
    ours = layout(extracted)
    with caplog.at_level(logging.INFO, "collect"):
        collect("--force", "--log-level=INFO", f"--extractor={DEFAULT}")
    assert "Using file extractor: ExtractorPlugin" in caplog.text
    assert layout(extracted) == ours
    assert ours["bob.v2/hw01/inner/most/a.txt"] == b"a"
    assert ours["ada/ada/backprop.ipynb"] == b'{"cells": []}'


def test_is_what_an_archive_within_an_archive_does_bounded(course, collect):
    bad = zipped({"/etc/passwd": "x"})
    for number in range(3):
        bad = zipped({f"{number}.zip": bad})
    same = {"squares.ipynb": "{}", "hw01/a.txt": "", "hw01.zip": zipped({"a.txt": "b"})}
    warned = collect(archives={"eve.zip": bad, "ada.zip": zipped(same)})
    assert any("eve.zip: left packed: 2/1/0.zip" in line and "layers" in line for line in warned)
    assert any("ada.zip: left packed: hw01.zip" in line for line in warned)
    assert (course.root / "submitted/ada/hw01/squares.ipynb").read_text() == "{}"


def test_are_links_and_pipes_in_the_folder_of_archives_passed_over(course, collect):
    secret = course.root / "secret.ipynb"
    secret.write_text("secret")
    folder = course.root / "downloaded" / "hw01" / "archive"
    folder.mkdir(parents=True)
    (folder / "eve_squares.ipynb").symlink_to(secret)
    (folder / "eve.zip").symlink_to(secret)
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "more").symlink_to(course.root / "source")
    warned = collect(archives={"ada.zip": zipped({"squares.ipynb": "{}"})})
    assert sum("Not collected" in line for line in warned) == 3
    assert [path.name for path in (course.root / "downloaded/hw01/extracted").iterdir()] == ["ada"]


def test_do_two_notebooks_of_one_name_stop_nobody_else(course, collect):
    twice = zipped({"a/squares.ipynb": "first", "b/squares.ipynb": "2", "c/SQUARES.ipynb": "3"})
    warned = collect(
        archives={"ada.zip": twice, "bob.zip": zipped({"squares.ipynb": "{}"})},
    )
    assert {path.parts[-3]: path.read_text() for path in course.root.glob("submitted/*/*/*")} == {
        "ada": "first",
        "bob": "{}",
    }
    assert sum("ada/a/squares.ipynb already" in line for line in warned) == 2


def test_is_the_newer_of_two_dated_notebooks_left_to_nbgrader():
    names = r"(?P<student_id>\w+)-(?P<timestamp>[\d-]+)/(?P<file_id>\w+)"
    plugin = OneOfEach(named_regexp=names)
    assert plugin.collect("ada-2026-01-01/squares.ipynb")
    assert plugin.collect("ada-2026-01-02/squares.ipynb")
    assert plugin.collect("bob-2026-01-02/squares.ipynb")
    assert plugin.collect("notes.txt") is None


def test_are_the_limits_settings(course, collect):
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.SafeExtractor.file_mb = 0.001\n")
    warned = collect(archives={"ada.zip": zipped({"squares.ipynb": os.urandom(2000)})})
    assert any("ada.zip: squares.ipynb is larger than 0.001 MB" in line for line in warned)
    assert any("c.SafeExtractor.file_mb" in line for line in warned)


def test_do_nbgraders_own_settings_of_its_plugin_count():
    plugin = SafeExtractor(config=Config({"ExtractorPlugin": {"zip_ext": [".zip"]}}))
    assert isinstance(plugin, ExtractorPlugin)
    assert plugin.zip_ext == [".zip"]


def test_does_the_guides_expression_name_the_student_whatever_lies_within():
    for path, student in {
        "/c/extracted/abc123_hw01/x/squares.ipynb": "abc123",
        "/c/extracted/abc123/extracted/bob_hw01/squares.ipynb": "abc123",
    }.items():
        found = re.match(NAMES, path)
        assert (found["student_id"], found["file_id"]) == (student, "squares")
    found = re.match(LOOSE, "/c/extracted/abc123_squares.ipynb")
    assert (found["student_id"], found["file_id"]) == ("abc123", "squares")


def test_is_an_empty_folder_told(course, collect):
    (course.root / "downloaded" / "hw01" / "archive").mkdir(parents=True)
    assert any("No files found in directory" in line for line in collect())


def test_collecting_needs_no_torch():
    # It takes gigabytes of addresses and seconds, and archives are read within narrow limits.
    command = "import sys, homeroom.collect.extractor; print('torch' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert (said.stdout.strip(), said.stderr) == ("False", "")
