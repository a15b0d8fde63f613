"""Whatever an archive holds: it is unpacked below its folder, or refused without a trace."""

import errno
import gzip
import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from packing import refused, tarred, unpacked, zipped

from homeroom.collect.archives import ArchiveError, unpack

FILES = [("hw01/hw01.ipynb", b"{}"), ("hw01/loss.png", os.urandom(3000)), ("hw01/empty", b"")]


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped(FILES, method=zipfile.ZIP_STORED),
        *(tarred(FILES, mode=mode) for mode in ("w:", "w:gz", "w:bz2", "w:xz")),
        gzip.compress(tarred(FILES, mode="w:")[:700])
        + gzip.compress(tarred(FILES, mode="w:")[700:]),
    ],
)
def test_does_an_honest_archive_come_out_as_it_went_in(tmp_path, data):
    found = unpacked(tmp_path, data)
    assert [(name, (tmp_path / "ada" / name).read_bytes()) for name in found.files] == FILES
    assert found.left_out == () and len(list(tmp_path.iterdir())) == 2


def test_does_a_name_of_two_hundred_characters_in_a_tar_stay_whole(tmp_path):
    name = "/".join(["n" * 99, "m" * 99, "ü.txt"])
    for number, form in enumerate((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)):
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w", format=form) as archive:
            archive.addfile(tarfile.TarInfo(name))
        (tmp_path / "x").write_bytes(made.getvalue())
        assert unpack(tmp_path / "x", tmp_path / str(number)).files == (name,)


def test_is_what_systems_leave_behind_left_out_and_named(tmp_path):
    litter = ["__MACOSX/hw01/._a.txt", "hw01/.DS_Store", "hw01/.ipynb_checkpoints/a.ipynb"]
    for make in (zipped, tarred):
        files = [("hw01/a.txt", b"1"), *((name, b"x" * 600) for name in litter), ("b", b"2")]
        (tmp_path / "a").write_bytes(make(files))
        found = unpack(tmp_path / "a", tmp_path / make.__name__)
        assert found.files == ("hw01/a.txt", "b") and found.left_out == tuple(litter)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../x", "leads out"),
        ("a/../../x", "leads out"),
        ("..\\..\\x", "leads out"),
        ("/etc/x", "absolute"),
        ("\\\\server\\share", "absolute"),
        ("C:\\x", "absolute"),
        ("c:x", "absolute"),
        ("a\nb", "characters"),
        ("\x1b[2J", "characters"),
        ("a\u202egpj.exe", "characters"),
        ("x" * 300, "too long"),
        ("a/b/c/d/e/f", "folders"),
    ],
)
@pytest.mark.parametrize("make", [zipped, tarred])
def test_is_a_name_that_does_harm_refused(tmp_path, make, name, word):
    assert word in refused(tmp_path, make([("good.ipynb", b"{}"), (name, b"bad")]))


def test_is_a_name_with_a_zero_byte_refused(tmp_path):
    data = zipped([("plain.ipynbX.png", b"{}")]).replace(b"ipynbX", b"ipynb\0")
    assert "characters" in refused(tmp_path, data)
    assert "characters" in refused(tmp_path, zipped([("\0", b"")]))


@pytest.mark.parametrize("name", ["Screenshot 3.14\u202fPM.png", "日本.txt", "e\u0301.txt", "a b"])
def test_is_an_unusual_honest_name_taken(tmp_path, name):
    assert unpacked(tmp_path, zipped([(name, b"x")])).files == (name,)


@pytest.mark.parametrize(
    "names",
    [
        ("hw.ipynb", "HW.ipynb"),
        ("\u00e9.ipynb", "e\u0301.ipynb"),
        ("hw.ipynb", "hw.ipynb."),
        ("hw.ipynb", "\uff48w.ipynb"),
        ("Work/a", "work/b"),
        ("a.txt", "a.txt"),
        ("a", "a/b"),
        ("a/b", "a"),
    ],
)
@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_are_two_names_for_one_file_refused(tmp_path, make, names):
    found = refused(tmp_path, make([(name, b"x") for name in names]))
    assert "names for one" in found or "more than once" in found


def test_are_links_and_devices_refused(tmp_path):
    for mode in (0o120777, 0o010644, 0o020644, 0o140644):
        assert "eve.zip: x is " in refused(tmp_path, zipped([("x", b"/etc/passwd")], mode=mode))
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
        data = tarred([("x", b"")], kind, target="../neighbour/hw01.ipynb")
        assert "eve.zip: x is " in refused(tmp_path, data)
    assert "holes" in refused(tmp_path, tarred([("x", b"")], tarfile.GNUTYPE_SPARSE))


def with_flag(data, flag):
    """Set a flag in the headers of an archive with one entry."""
    data, at = bytearray(data), data.rindex(b"PK\1\2")
    data[6] |= flag
    data[at + 8] |= flag
    return bytes(data)


def test_are_encrypted_and_strangely_packed_archives_refused(tmp_path):
    assert "encrypted" in refused(tmp_path, with_flag(zipped([("x", b"x")]), 1))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "method" in refused(tmp_path, zipped([("x", b"x")], method=method))
    for data, word in ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf", "7z"), (b"%PDF-1.7", "PDF")):
        assert word in refused(tmp_path, data)


def test_is_damage_refused(tmp_path):
    for make in (zipped, tarred):
        whole = make([("a.bin", os.urandom(5000)), ("b.bin", os.urandom(5000))])
        for data in (b"", b"PK", whole[:20], whole[: len(whole) // 2], whole[:-30]):
            refused(tmp_path, data)
        bad = bytearray(whole)
        bad[3000] ^= 1
        refused(tmp_path, bytes(bad))
    refused(tmp_path, gzip.compress(b"no archive"))
    refused(tmp_path, b"no archive" * 100)


def test_are_lying_sizes_found_out(tmp_path):
    data = bytearray(zipped([("x", b"x" * 100)], method=zipfile.ZIP_STORED))
    at = data.rindex(b"PK\1\2")
    for size in (50, 200, 4_000_000_000):
        lying = bytearray(data)
        struct.pack_into("<I", lying, at + 24, size)
        refused(tmp_path, bytes(lying))
    info = tarfile.TarInfo("x")
    info.size = 8 << 30
    assert "cut off" in refused(tmp_path, info.tobuf(tarfile.GNU_FORMAT) + b"x" * 2000)


def test_is_what_is_there_never_replaced(tmp_path):
    (tmp_path / "ada").mkdir()
    with pytest.raises(ArchiveError, match="already something called ada"):
        unpacked(tmp_path, zipped([("a", b"x")]))
    (tmp_path / "ada").rmdir()
    (tmp_path / "ada").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveError, match="already"):
        unpacked(tmp_path, zipped([("a", b"x")]))
    assert not (tmp_path / "elsewhere").exists()


def test_is_a_full_disk_told_and_nothing_left(tmp_path, monkeypatch):
    def full(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    text = refused(tmp_path, zipped([("a/b", b"x")]))
    assert "No space left" in text and "Make room" in text
