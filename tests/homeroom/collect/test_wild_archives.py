"""Hypothesis packs: whatever comes of it lies below its folder, or nothing does."""

import io
import tarfile
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packing import SMALL, zipped

from homeroom.collect.archives import ArchiveError, unpack_all


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


PARTS = st.sampled_from(["a", "A", "..", ".", "", "C:", "é", "e\u0301", "b.zip", "__MACOSX", "\0"])
NAMES = st.one_of(
    st.lists(PARTS, min_size=1, max_size=6).map("/".join),
    st.lists(PARTS, min_size=1, max_size=4).map("\\".join),
    st.text(min_size=1, max_size=30),
)
KINDS = [tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE]


@st.composite
def archives(draw):
    """An archive of wild names and kinds, perhaps with wild bytes in it."""
    files = draw(st.lists(st.tuples(NAMES, st.binary(max_size=700)), max_size=6))
    if draw(st.booleans()):
        mode = draw(st.sampled_from([0, 0o100644, 0o040755, 0o120777]))
        data = bytearray(
            zipped([(n.encode("utf-8", "replace").decode(), c) for n, c in files], mode=mode)
        )
    else:
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode=draw(st.sampled_from(["w:", "w:gz"]))) as archive:
            for name, content in files:
                info = tarfile.TarInfo(name)
                info.type = draw(st.sampled_from(KINDS[:2] * 5 + KINDS))
                info.linkname = "../../target"
                info.size = len(content) if info.type == tarfile.REGTYPE else 0
                archive.addfile(info, io.BytesIO(content))
        data = bytearray(made.getvalue())
    for _ in range(draw(st.integers(0, 3))):
        if data and draw(st.booleans()):
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 4)) == 4 else data)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(data=archives())
def test_does_nothing_of_any_archive_leave_its_folder(data):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inside = folder / "in"
        inside.mkdir()
        (inside / "wild.zip").write_bytes(data)
        (folder / "target").write_text("untouched")
        try:
            found = unpack_all(inside / "wild.zip", inside / "wild", SMALL)
        except ArchiveError as error:
            assert str(error).isprintable()
            assert names_in(inside) == ["wild.zip"], "Nothing is left behind"
        else:
            assert names_in(inside) == ["wild", "wild.zip"]
            there = [p for p in (inside / "wild").rglob("*") if not p.is_dir()]
            names = {path.relative_to(inside / "wild").as_posix() for path in there}
            assert names == set(found.files)
            assert not any(path.is_symlink() for path in there)
            assert sum(path.stat().st_size for path in there) <= SMALL.total_bytes
        assert names_in(folder) == ["in", "target"]
        assert (folder / "target").read_text() == "untouched"
