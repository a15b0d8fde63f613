"""Does `nbgrader zip_collect` of the course collect honest archives as before, and only these?"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.plugins import ExtractorPlugin

from homeroom.collect.extractor import SafeExtractor

from .test_archives import contents, pack_tar, pack_zip

PATTERN = r".*?/extracted/(?P<student_id>[^/]+)/(?:.*/)?(?P<file_id>[^/]+)\.ipynb$"


def extracted(extractor, archives, folder):
    folder.mkdir()
    extractor.extract(str(archives), str(folder))
    return contents(folder)


@pytest.fixture
def archives(tmp_path):
    """What students and a learning platform pack."""
    folder = tmp_path / "archive"
    (folder / "late").mkdir(parents=True)
    pack_zip(folder / "ada.zip", {"hw01.ipynb": b"{}", "plots/loss.png": b"x"})
    pack_tar(folder / "ben.tar.gz", {"ben/hw01.ipynb": b"[]"}, "gz")
    inner = pack_zip(folder / "inner", {"hw01.ipynb": b"1"}).read_bytes()
    (folder / "inner").unlink()
    pack_zip(folder / "all.zip", {"carl.zip": inner, "dora.zip": inner, "read.me": b""})
    (folder / "late" / "emil.ipynb").write_bytes(b"2")
    return folder


def test_is_the_layout_that_of_nbgraders_own_extractor(archives, tmp_path):
    ours = extracted(SafeExtractor(), archives, tmp_path / "ours")
    assert ours == extracted(ExtractorPlugin(), archives, tmp_path / "theirs")
    assert "all/carl/hw01.ipynb" in ours and "ben/ben/hw01.ipynb" in ours


def test_does_a_bad_archive_cost_only_itself(archives, tmp_path, caplog):
    honest = extracted(SafeExtractor(), archives, tmp_path / "honest")
    pack_zip(archives / "mallory.zip", {"../ada/hw01.ipynb": b"mine"})
    pack_zip(archives / "nadja.zip", {"zeros": bytes(2_000_000)})
    (archives / "otto.zip").symlink_to(archives / "ada.zip")
    (archives / "paul.ipynb").symlink_to("/etc/hostname")
    assert extracted(SafeExtractor(total_mb=1), archives, tmp_path / "all") == honest
    assert "4 of 8 files" in caplog.text
    for name in ("mallory.zip", "nadja.zip", "otto.zip", "paul.ipynb"):
        assert name in caplog.text and os.path.lexists(archives / name)


def test_are_archives_in_archives_within_the_limits_of_the_whole(archives, tmp_path, caplog):
    inner = pack_zip(tmp_path / "inner", {"zeros": bytes(900_000)}).read_bytes()
    pack_zip(archives / "nest.zip", {f"{n}.zip": inner for n in range(4)})
    found = extracted(SafeExtractor(total_mb=2), archives, tmp_path / "out")
    assert sum(len(content) for name, content in found.items() if "zeros" in name) <= 2_000_000
    assert "In nest.zip, left as it is" in caplog.text


def test_is_an_archive_within_itself_again_and_again_left_alone(archives, tmp_path, caplog):
    for level in range(6):
        held = {"deep.zip": (archives / "deep.zip").read_bytes()} if level else {"end": b""}
        pack_zip(tmp_path / "next", held).rename(archives / "deep.zip")
    found = extracted(SafeExtractor(), archives, tmp_path / "out")
    assert max(name.count("deep/") for name in found) == 3
    assert "In deep.zip, left as they are" in caplog.text


def test_does_the_courses_own_zip_collect_use_it(make_course, notebook):
    course = make_course(notebook)
    folder = Path(course.root)
    (folder / "release" / "hw01").mkdir(parents=True)
    (name,) = course.notebooks("hw01")
    text = course.source_path("hw01", name).read_bytes()
    (folder / "release" / "hw01" / f"{name}.ipynb").write_bytes(text)
    archive = folder / "downloaded" / "hw01" / "archive"
    archive.mkdir(parents=True)
    for student in ("ada", "ben"):
        pack_zip(archive / f"{student}.zip", {f"work/{name}.ipynb": text})
    up = f"../../../../submitted/ada/hw01/{name}.ipynb"
    with zipfile.ZipFile(archive / "carl.zip", "w") as packed:
        packed.writestr(up, "mine")
    command = [sys.executable, "-m", "nbgrader", "zip_collect", "hw01"]
    done = subprocess.run(
        [*command, f"--FileNameCollectorPlugin.named_regexp={PATTERN}"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Not collected: carl.zip" in done.stderr
    assert course.students("hw01") == ["ada", "ben"]
    assert course.submitted_path("ada", "hw01", name).read_bytes() == text
