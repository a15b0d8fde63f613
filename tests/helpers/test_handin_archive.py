import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from helpers import handin
from helpers.handin import LISTINGS, archive
from helpers.handin.terminal import main

from .notebooks import code, markdown, write

ROOT = Path(__file__).parents[2]
HW04 = LISTINGS["hw04"]
PDF = b"%PDF-1.7\nnot much\n%%EOF\n"


@pytest.fixture
def folder(tmp_path):
    """All that belongs to hw04, as a student has it."""
    for name in HW04.notebooks:
        last = code("handin.check()", run=False)
        last["metadata"]["homeroom"] = {"notebook": name, "questions": []}
        write(tmp_path / f"{name}.ipynb", [markdown("# Mine"), code("x = 1"), last])
    Image.new("RGB", (40, 30), "red").save(tmp_path / "img1.jpg")
    Image.new("RGB", (40, 30), "blue").save(tmp_path / "img2.png")
    (tmp_path / "hw04.pdf").write_bytes(PDF)
    return tmp_path


def zipped(folder, change=lambda files: None, student="abc123"):
    """An archive of the folder, packed by hand."""
    files = {f"{student}/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}
    change(files)
    path = folder / "by_hand.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def test_the_list_names_the_notebooks_of_the_homework():
    for name, listing in LISTINGS.items():
        there = {path.stem for path in (ROOT / "source" / name).glob("*.ipynb")}
        assert there <= set(listing.notebooks)


def test_a_whole_folder_is_packed_and_ready(folder, capsys):
    (folder / "notes.txt").write_text("mine")
    (folder / "backprop.py").write_text("x = 1")
    found = handin.pack("hw04", "abc123", folder)
    assert found.complete, str(found)
    with zipfile.ZipFile(folder / "abc123.zip") as made:
        names = set(made.namelist())
    wanted = {*(f"{name}.ipynb" for name in HW04.notebooks), "img1.jpg", "img2.png", "hw04.pdf"}
    assert names == {f"abc123/{name}" for name in wanted}
    assert capsys.readouterr().out.splitlines()[-1] == "  ready to hand in"


def test_packing_again_gives_the_same_archive(folder):
    handin.pack("hw04", "abc123", folder)
    first = (folder / "abc123.zip").read_bytes()
    handin.pack("hw04", "abc123", folder)
    assert (folder / "abc123.zip").read_bytes() == first


def test_what_is_missing_is_told_with_a_guess_what_was_meant(folder):
    (folder / "img1.jpg").rename(folder / "IMG1.JPG")
    (folder / "backprop.ipynb").rename(folder / "Copy_of_backprop (1).ipynb")
    (folder / "img2.png").unlink()
    found = handin.pack("hw04", "abc123", folder)
    assert found.missing == [
        "backprop.ipynb (is it Copy_of_backprop (1).ipynb? then rename it to backprop.ipynb)",
        "img1.jpg (is it IMG1.JPG? then rename it to img1.jpg)",
        "img2.jpg",
    ]
    assert (folder / "abc123.zip").is_file()  # something can be handed in
    assert not found.complete


def test_a_pdf_older_than_a_notebook_is_written_again(folder, monkeypatch):
    written = []
    monkeypatch.setattr(archive, "write_pdf", lambda what, where: written.append(what))
    handin.pack("hw04", "abc123", folder)
    assert written == []
    import os

    os.utime(folder / "hw04.pdf", (1, 1))
    handin.pack("hw04", "abc123", folder)
    assert written == ["hw04"]


@pytest.mark.parametrize("student", ["Ada Lovelace", "../up", "a..b", ""])
def test_an_id_that_cannot_name_a_folder_is_told(folder, student):
    with pytest.raises(ValueError, match="may hold letters, digits"):
        handin.pack("hw04", student, folder)
    with pytest.raises(ValueError, match="'hw01' is not handed in as an archive"):
        handin.pack("hw01", "abc123", folder)


CHANGES = {
    "missing": (lambda files: files.pop("abc123/hw04.pdf"), "missing: hw04.pdf"),
    "superfluous": (
        lambda files: files.update({"abc123/cifar.npz": b"x"}),
        "superfluous: abc123/cifar.npz: does not belong",
    ),
    "misnamed notebook": (
        lambda files: files.update(
            {"abc123/Two_Layer_Net-2.ipynb": files.pop("abc123/two_layer_net.ipynb")}
        ),
        "misnamed: Two_Layer_Net-2.ipynb: rename it to two_layer_net.ipynb",
    ),
    "misnamed pdf": (
        lambda files: files.update({"abc123/writeup.pdf": files.pop("abc123/hw04.pdf")}),
        "misnamed: writeup.pdf: rename it to hw04.pdf",
    ),
    "both endings": (
        lambda files: files.update({"abc123/img1.png": files["abc123/img2.png"]}),
        "superfluous: img1.jpg and img1.png: keep one",
    ),
    "of a Mac": (
        lambda files: files.update({"__MACOSX/abc123/._img1.jpg": b"x", "abc123/.DS_Store": b"x"}),
        "superfluous: abc123/.DS_Store: left behind by a program",
    ),
    "a folder inside": (
        lambda files: files.update({"abc123/data/img1.jpg": b"x"}),
        "superfluous: abc123/data/img1.jpg: expected all files in one folder",
    ),
    "two folders": (
        lambda files: files.update({"other/img1.jpg": b"x"}),
        "superfluous: other/img1.jpg: expected all files in one folder",
    ),
    "points out": (
        lambda files: files.update({"abc123/../../evil.sh": b"x"}),
        "superfluous: abc123/../../evil.sh: points out of the archive",
    ),
    "empty": (lambda files: files.update({"abc123/img1.jpg": b""}), "img1.jpg is empty"),
    "no picture": (
        lambda files: files.update({"abc123/img1.jpg": b"hello"}),
        "img1.jpg: the picture cannot be read",
    ),
    "no pdf": (
        lambda files: files.update({"abc123/hw04.pdf": b"<html>"}),
        "hw04.pdf is no PDF, or only a part",
    ),
    "no notebook": (
        lambda files: files.update({"abc123/backprop.ipynb": b"{"}),
        "backprop.ipynb is no notebook, or only a part",
    ),
    "exchanged": (
        lambda files: files.update({"abc123/backprop.ipynb": files["abc123/two_layer_net.ipynb"]}),
        "backprop.ipynb holds the notebook two_layer_net.ipynb",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_fault_of_an_archive_is_told(folder, change, capsys):
    alter, said = CHANGES[change]
    found = handin.check_archive(zipped(folder, alter))
    assert not found.complete
    out = capsys.readouterr().out.replace("superfluous: cifar", "superfluous: abc123/cifar")
    assert said in out
    assert out.splitlines()[-1] == "  NOT ready to hand in"


def test_files_without_a_folder_and_a_wrong_folder_are_told(folder):
    loose = zipped(folder, lambda files: [files.update({k[7:]: files.pop(k)}) for k in list(files)])
    found = handin.check_archive(loose)
    assert "not in a folder; expected one folder named by your student id" in found.problems[0]
    assert found.missing == []
    other = handin.check_archive(zipped(folder, student="xyz"), student="abc123")
    assert other.problems == ["the folder is called xyz; expected abc123"]
    spaced = handin.check_archive(zipped(folder, student="Ada L"))
    assert "the folder: the student id 'Ada L' may hold" in spaced.problems[0]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_what_is_no_archive_is_told(tmp_path, content):
    path = tmp_path / "abc123.zip"
    path.write_bytes(content)
    assert "is no zip archive, or damaged" in handin.check_archive(path).problems[0]


def test_a_damaged_member_and_a_gigantic_one_are_told(folder):
    path = zipped(folder)
    content = bytearray(path.read_bytes())
    place = content.find(b"# Mine")
    content[place : place + 6] = b"# Ours"
    path.write_bytes(content)
    assert "damaged (Bad CRC-32" in handin.check_archive(path).problems[0]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("abc123/backprop.ipynb", bytes(301_000_000))
    assert "more than 300 MB" in handin.check_archive(path).problems[0]


def test_an_archive_that_is_not_there_is_told(tmp_path):
    assert "cannot be opened: No such file" in handin.check_archive(tmp_path / "a.zip").problems[0]


def test_unanswered_questions_are_notes_and_no_obstacle(folder):
    marks = {"grade": True, "solution": True, "locked": False, "points": 3}
    cells = [markdown("YOUR ANSWER HERE", grade_id="why", **marks)]
    (folder / "backprop.ipynb").write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    found = handin.check_archive(zipped(folder))
    assert "backprop.ipynb: not answered: why" in found.notes


def test_the_terminal_says_the_same_and_ends_with_a_code(folder, capsys):
    assert main(["pack", "hw04", "--student", "abc123", "--folder", str(folder)]) == 0
    assert main(["check", str(folder / "abc123.zip"), "--student", "abc123"]) == 0
    assert main(["check", str(folder / "abc123.zip"), "--student", "xyz"]) == 1
    assert main(["pack", "hw04", "--student", "a b", "--folder", str(folder)]) == 1
    assert "no spaces" in capsys.readouterr().out.splitlines()[-1]
    assert main(["check", str(folder / "backprop.ipynb")]) == 1


def test_it_can_be_called_as_a_module(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "helpers.handin", "check", "nothing.zip"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "nothing.zip cannot be opened" in done.stdout
    assert done.stderr == ""
