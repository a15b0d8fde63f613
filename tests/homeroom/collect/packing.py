"""Makes archives in memory, also such as no program makes."""

import io
import tarfile
import zipfile

import pytest

from homeroom.collect.archives import ArchiveError, Limits, unpack

SMALL = Limits(total_bytes=200_000, file_bytes=100_000, entries=50, depth=5, small_bytes=10_000)


def zipped(files, **more):
    made = io.BytesIO()
    files = files.items() if isinstance(files, dict) else files
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.filename = info.orig_filename = name
            info.compress_type = more.get("method", zipfile.ZIP_DEFLATED)
            info.external_attr = more.get("mode", 0) << 16
            archive.writestr(info, content)
    return made.getvalue()


def tarred(files, kind=tarfile.REGTYPE, mode="w:gz", **more):
    made = io.BytesIO()
    files = files.items() if isinstance(files, dict) else files
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size, info.type = len(content) if kind == tarfile.REGTYPE else 0, kind
            info.linkname = more.get("target", "")
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def refused(tmp_path, data, limits=SMALL):
    """Unpack it, see that nothing is left behind, and return what is said."""
    path = tmp_path / "eve.zip"
    path.write_bytes(data)
    with pytest.raises(ArchiveError) as caught:
        unpack(path, tmp_path / "eve", limits)
    assert sorted(tmp_path.iterdir()) == [path]
    text = str(caught.value)
    assert text.startswith("eve.zip: ") and "; expected " in text and text.endswith(".")
    assert text.isprintable()
    return text


def unpacked(tmp_path, data, limits=SMALL):
    path = tmp_path / "ada.zip"
    path.write_bytes(data)
    return unpack(path, tmp_path / "ada", limits)
