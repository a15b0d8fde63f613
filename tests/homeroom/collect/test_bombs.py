"""Is an archive that would fill a disk, the memory or the day given up in time?"""

import bz2
import gzip
import lzma
import os
import struct
import tarfile
import time
import tracemalloc
import zlib

import pytest
from packing import SMALL, refused, tarred, zipped

from homeroom.collect.archives import Limits, unpack_all

BOMBS = {
    "one file": (lambda: zipped([("x", bytes(110_000))]), "x is larger than 0.1 MB"),
    "many files": (
        lambda: zipped([(str(i), os.urandom(60_000)) for i in range(4)]),
        "0.2 MB",
    ),
    "too many": (lambda: zipped([(str(i), b"") for i in range(51)]), "more than 50 files"),
    "far too many": (lambda: zipped([(str(i), b"") for i in range(500)]), "more than 50 files"),
    "too many in a tar": (lambda: tarred([(str(i), b"") for i in range(51)]), "more than 50"),
    "packs too well": (lambda: zipped([("x", bytes(90_000))]), "200 times"),
    "gz": (lambda: tarred([("x", bytes(90_000))]), "200 times"),
    "bz2": (lambda: tarred([("x", bytes(9_000_000))], mode="w:bz2"), "x is larger"),
    "xz": (lambda: tarred([("x", bytes(9_000_000))], mode="w:xz"), "x is larger"),
    "behind the end": (lambda: gzip.compress(tarred([], mode="w:") + bytes(9_000_000)), "0.2 MB"),
    "left out": (lambda: tarred([("__MACOSX/x", bytes(900_000))]), "0.2 MB"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_is_a_bomb_refused(tmp_path, name):
    make, words = BOMBS[name]
    data, limits = make(), SMALL
    if name not in ("packs too well", "gz"):
        limits = Limits(**{**SMALL.__dict__, "ratio": 10**9})
    assert words in refused(tmp_path, data, limits)


def test_do_entries_that_share_bytes_come_to_nothing(tmp_path):
    data = zipped([("a", os.urandom(1000)), ("b", b"x")])
    first = data.index(b"PK\1\2")
    second = data.rindex(b"PK\1\2")
    shared = bytearray(data)
    shared[second + 42 : second + 46] = shared[first + 42 : first + 46]
    assert "share their bytes" in refused(tmp_path, bytes(shared))


def test_does_a_bomb_fill_no_memory(tmp_path):
    block = tarred([("x", bytes(60_000_000))], mode="w:bz2")
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 60_000_000
    name = bz2.compress(header.tobuf(tarfile.GNU_FORMAT) + b"x" * 60_000_000)
    many = Limits(total_bytes=30_000_000, ratio=10**9)
    tracemalloc.start()
    try:
        refused(tmp_path, block, many)
        assert "a header in it" in refused(tmp_path, name, many)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_does_xz_with_a_giant_dictionary_fill_no_memory(tmp_path):
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(tarred([], mode="w:"), filters=filters))
    at = data.index(b"\x21\x01", 12)  # LZMA2, one byte of properties
    data[at + 2] = 40  # 4 GB
    header = data[12 : 12 + 4 * (data[12] + 1) - 4]
    struct.pack_into("<I", data, 12 + len(header), zlib.crc32(header))
    assert "emory" in refused(tmp_path, bytes(data))


def test_does_an_archive_have_a_time_limit(tmp_path):
    limits = Limits(seconds=0)
    time.sleep(0.01)
    assert "seconds" in refused(tmp_path, zipped([("a", b"x")]), limits)
    assert "seconds" in refused(tmp_path, tarred([("a", b"x")]), limits)


def test_do_archives_in_archives_share_one_budget(tmp_path):
    inner = zipped([("x", os.urandom(60_000))])
    (tmp_path / "a.zip").write_bytes(zipped([(f"{i}.zip", inner) for i in range(2)]))
    found = unpack_all(tmp_path / "a.zip", tmp_path / "a", SMALL)
    assert found.files == ("0.zip", "1.zip", "0/x")
    assert [packed.file for packed in found.packed] == ["1.zip"]
    assert not (tmp_path / "a" / "1").exists()
