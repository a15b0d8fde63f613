"""Is honest work unpacked, and does everything else leave no trace?"""

import io
import os
import stat
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeroom.collect.archives import ArchiveError, Limits, Unpacker

FILES = {"hw.ipynb": b"{}", "pictures/loss.png": b"\x89PNG", "Grüße/übung 1.txt": b"x" * 5000}
SMALL = Limits(total_bytes=1_000_000, file_bytes=600_000, files=20, depth=4)


def pack_zip(path, files, **kinds):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files if isinstance(files, list) else files.items():
            info = zipfile.ZipInfo("x")
            # As it is to stand there, whatever zipfile would make of it.
            info.filename = info.orig_filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = kinds.get("mode", 0) << 16
            archive.writestr(info, content)
    return path


def pack_tar(path, files, kind=""):
    with tarfile.open(path, f"w:{kind}") as archive:
        for name, content in files if isinstance(files, list) else files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(tmp_path, archive, limits=SMALL):
    """The reason, after a look that nothing has been left behind."""
    before = contents(tmp_path)
    with pytest.raises(ArchiveError) as caught:
        Unpacker(limits).unpack(archive, tmp_path / "out")
    assert contents(tmp_path) == before and not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".unpacking-*"))
    assert archive.name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["zip", "", "gz", "bz2", "xz"])
def test_is_honest_work_unpacked_whatever_packs_it(kind, tmp_path):
    pack = pack_zip if kind == "zip" else lambda path, files: pack_tar(path, files, kind)
    done = Unpacker().unpack(pack(tmp_path / "ada", FILES), tmp_path / "out")
    assert contents(tmp_path / "out") == FILES
    assert sorted(done.files) == sorted(FILES) and done.left_out == []


def test_are_folders_and_what_a_mac_adds_no_trouble(tmp_path):
    archive = tmp_path / "ada.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("ada/", b"")
        packed.writestr("ada/hw.ipynb", b"{}")
        packed.writestr("ada/Screenshot 3.14\u202fPM.png", b"")
        packed.writestr("__MACOSX/ada/._hw.ipynb", b"x")
        packed.writestr("ada/.DS_Store", b"x")
    done = Unpacker().unpack(archive, tmp_path / "out")
    assert set(contents(tmp_path / "out")) == {"ada/hw.ipynb", "ada/Screenshot 3.14\u202fPM.png"}
    assert done.left_out == ["__MACOSX/ada/._hw.ipynb", "ada/.DS_Store"]


def test_are_windows_separators_understood(tmp_path):
    archive = pack_zip(tmp_path / "ada.zip", {"ada\\": b"", "ada\\hw.ipynb": b"{}"})
    Unpacker().unpack(archive, tmp_path / "out")
    assert contents(tmp_path / "out") == {"ada/hw.ipynb": b"{}"}


@pytest.mark.parametrize(
    "name",
    ["../up", "a/../../up", "/abs", "\\abs", "C:\\x", "c:x", "..\\up", "..", "a\nb", "a\0b", "."],
)
@pytest.mark.parametrize("pack", [pack_zip, pack_tar])
def test_does_no_name_lead_out_of_the_folder(pack, name, tmp_path):
    if pack is pack_tar and "\0" in name:
        name = "a\x1bb"  # in a tar archive names end there
    assert "name" in refused(tmp_path, pack(tmp_path / "packed", {name: b"x"}))


@pytest.mark.parametrize(
    "names",
    [
        ("hw.ipynb", "HW.ipynb"),
        ("hw.ipynb", "hw.ipynb"),
        ("\u00fcbung", "u\u0308bung"),
        ("a/x", "A/y"),
        ("a", "a/x"),
        ("a/x", "a"),
        ("straße", "STRASSE"),
    ],
)
@pytest.mark.parametrize("pack", [pack_zip, pack_tar])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_are_two_files_for_one_place_refused(pack, names, tmp_path):
    archive = pack(tmp_path / "packed", [(name, b"x") for name in names])
    assert "one file" in refused(tmp_path, archive)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_are_links_and_devices_in_a_tar_archive_refused(kind, tmp_path):
    with tarfile.open(tmp_path / "ada.tar", "w") as archive:
        info = tarfile.TarInfo("hw.ipynb")
        info.type, info.linkname = kind, "../other"
        archive.addfile(info)
    assert "link" in refused(tmp_path, tmp_path / "ada.tar")


def test_are_links_in_a_zip_archive_refused(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", {"hw.ipynb": b"../other"}, mode=stat.S_IFLNK | 0o777)
    assert "link" in refused(tmp_path, archive)


def test_is_an_archive_with_a_password_refused(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", {"hw.ipynb": b"{}"})
    data = bytearray(archive.read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(header) + flags] |= 1
    archive.write_bytes(data)
    assert "password" in refused(tmp_path, archive)


@pytest.mark.parametrize("pack", [pack_zip, lambda p, f: pack_tar(p, f, "gz")])
@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"zeros": bytes(700_000)}, "MB"),
        ({f"zeros{n}": bytes(400_000) for n in range(3)}, "MB"),
        ({f"file{n}": b"" for n in range(21)}, "more than 20 files"),
        ({"a/b/c/d/e": b""}, "too deep"),
        ({"x" * 300: b""}, "too long"),
    ],
)
def test_is_more_than_the_limits_refused(pack, files, why, tmp_path):
    assert why in refused(tmp_path, pack(tmp_path / "packed", files))


def test_does_a_size_that_lies_help_nobody(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", {"zeros": bytes(700_000)})
    data = archive.read_bytes()
    archive.write_bytes(data.replace((700_000).to_bytes(4, "little"), (7).to_bytes(4, "little")))
    refused(tmp_path, archive)


def test_is_a_header_that_unpacks_to_gigabytes_not_read(tmp_path):
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("hw.ipynb")
        info.pax_headers = {"comment": "x" * 3_000_000}
        archive.addfile(info)
    assert "MB" in refused(tmp_path, tmp_path / "a.tar.gz")


def test_is_a_table_of_too_many_files_not_read(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", {f"{n:04}{'x' * 200}": b"" for n in range(300)})
    assert "table" in refused(tmp_path, archive)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"\x1f\x8bx", b"no archive" * 99])
def test_is_no_archive_told_as_such(content, tmp_path):
    (tmp_path / "a.zip").write_bytes(content)
    assert "damaged or no archive" in refused(tmp_path, tmp_path / "a.zip")


def test_is_a_damaged_archive_told_as_such(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", {"noise": os.urandom(3000)})
    data = bytearray(archive.read_bytes())
    data[60] ^= 255
    archive.write_bytes(data)
    assert "damaged" in refused(tmp_path, archive)
    archive.write_bytes(data[: len(data) // 2])
    assert "damaged" in refused(tmp_path, archive)


def test_is_a_link_or_a_pipe_in_place_of_an_archive_not_opened(tmp_path):
    pack_zip(tmp_path / "real.zip", FILES)
    (tmp_path / "a.zip").symlink_to("real.zip")
    refused(tmp_path, tmp_path / "a.zip")
    os.mkfifo(tmp_path / "b.zip")
    assert "pipe" in refused(tmp_path, tmp_path / "b.zip")


def test_is_nothing_overwritten(tmp_path):
    archive = pack_zip(tmp_path / "a.zip", FILES)
    (tmp_path / "out").mkdir()
    with pytest.raises(ArchiveError, match="there already"):
        Unpacker().unpack(archive, tmp_path / "out")


def test_is_a_full_disk_told_as_such(tmp_path, monkeypatch):
    def full(self, *arguments):
        raise OSError(28, "No space left on device")

    archive = pack_zip(tmp_path / "a.zip", FILES)
    monkeypatch.setattr(Unpacker, "_copy", full)
    assert "No space left" in refused(tmp_path, archive)


NAMES = st.text(st.sampled_from("aA/\\.:\0\n ü\u0308"), max_size=8) | st.text(max_size=4)
WILD = st.lists(st.tuples(NAMES, st.binary(max_size=20)), max_size=5)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=WILD, as_tar=st.booleans(), damage=st.lists(st.integers(0, 600), max_size=3))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_is_whatever_comes_unpacked_in_its_folder_or_refused(
    files, as_tar, damage, tmp_path_factory
):
    place = tmp_path_factory.mktemp("wild")
    try:
        archive = (pack_tar if as_tar else pack_zip)(place / "packed", files)
    except (ValueError, UnicodeError):
        return  # there is no such archive
    data = bytearray(archive.read_bytes())
    for position in damage:
        if position < len(data):
            data[position] ^= 0x55
    archive.write_bytes(data)
    try:
        done = Unpacker(SMALL).unpack(archive, place / "out")
    except ArchiveError:
        assert [path.name for path in place.iterdir()] == ["packed"]
    else:
        assert set(done.files) == set(contents(place / "out"))
        assert {path.name for path in place.iterdir()} == {"packed", "out"}
