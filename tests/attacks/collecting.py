"""Archives are handed in, honest ones among them, and looked at once nbgrader has collected."""

import io
import os
import tarfile
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import homework
from outcome import SECRET
from suite import Attack, add, hand_in_honestly

# Not greedy: a folder "extracted" within an archive must not decide whose it is.
NAMES = r".*?/extracted/(?P<student_id>[^/]+)/(?:.*/)?(?P<file_id>[^/]+)\.ipynb"
COMMAND = ["zip_collect", homework.NAME, f"--FileNameCollectorPlugin.named_regexp={NAMES}"]
STEPS = ("source", "release", "submitted")
# What may come out of one archive here, for us by our own limit (SafeExtractor.total_mb).
MOST_BYTES = 20_000_000
SETTINGS = "nbgrader_config.py"


def archive_folder(course: Path) -> Path:
    """Where archives from outside are put."""
    return course / "downloaded" / homework.NAME / "archive"


def hand_in(attacks: Iterable[Attack], released: Path, course: Path) -> None:
    """Write the archives of attacks."""
    folder = archive_folder(course)
    folder.mkdir(parents=True, exist_ok=True)
    for attack in attacks:
        attack.pack_into(released, folder)


def hand_in_honest(released: Path, course: Path) -> list[str]:
    """Write the archives of honest students, one of each sort; who they are."""
    folder = archive_folder(course)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for notebook in homework.QUESTIONS:
            hand_in_honestly(released, Path(name), notebook)
        files = {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}
    makers = {"packed": _as_helpers_pack, "packed_zip": _zip, "packed_mac": _mac}
    for student, make in makers.items():
        (folder / f"{student}.zip").write_bytes(make(student, files))
    (folder / "packed_tar.tar.gz").write_bytes(_tar(files))
    return [*makers, "packed_tar"]


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _as_helpers_pack(student: str, files: dict[str, bytes]) -> bytes:
    """One folder, named by the student (`helpers.handin.pack`)."""
    return _zipped({f"{student}/{name}": content for name, content in files.items()})


def _zip(student: str, files: dict[str, bytes]) -> bytes:
    """A folder of any name, with entries for folders."""
    inside = {f"my homework/{name}": content for name, content in files.items()}
    return _zipped({"my homework/": b"", **inside, "my homework/.ipynb_checkpoints/": b""})


def _mac(student: str, files: dict[str, bytes]) -> bytes:
    """As the Finder packs, with what it keeps beside each file."""
    inside = {f"Homework/{name}": content for name, content in files.items()}
    beside = {f"__MACOSX/Homework/._{name}": b"\0\5\x16\7" + bytes(116) for name in files}
    return _zipped({**inside, "Homework/.DS_Store": b"\0\0\0\1Bud1", **beside})


def _tar(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        add(archive, "./homework", type=tarfile.DIRTYPE, mode=0o755)
        for name, content in files.items():
            add(archive, f"./homework/{name}", content)
    return made.getvalue()


def contents(course: Path) -> dict[str, bytes]:
    """Everything that neither collecting nor grading may change, and all that was handed in."""
    found = {SETTINGS: (course / SETTINGS).read_bytes()}
    for step in STEPS:
        for path in sorted((course / step).rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[str(path.relative_to(course))] = path.read_bytes()
    return found


def disturbed(before: dict[str, bytes], after: dict[str, bytes], own: Iterable[str]) -> list[str]:
    """Files that collecting has changed, or put where no student of these has a folder."""
    places = tuple(f"submitted/{student}/{homework.NAME}/" for student in own)
    changed = [name for name, text in before.items() if after.get(name) != text]
    return changed + [n for n in after if n not in before and not n.startswith(places)]


def in_submission(attack: Attack, course: Path) -> list[str]:
    """What an archive has brought its student: files of others, hidden ones, too many."""
    found = []
    folder = course / "submitted" / attack.student / homework.NAME
    names = [path.name for path in folder.rglob("*")]
    if len({unicodedata.normalize("NFC", name).casefold() for name in names}) < len(names):
        found.append("a second file hides behind the name of another")
    for path in folder.rglob("*.ipynb"):
        if path.is_file() and not path.is_symlink():
            found += SECRET.findall(path.read_bytes().decode("utf-8", "replace"))
    if (size := _size(course, attack.student)) > MOST_BYTES:
        found.append(f"{size / 1e6:.0f} MB came out")
    if attack.seen and (told := attack.seen(course)):
        found.append(told)
    return sorted(set(found))


def _size(course: Path, student: str) -> int:
    """Bytes on the disk that came out of a student's archive."""
    size = 0
    for root, _, names in os.walk(course / "downloaded" / homework.NAME / "extracted" / student):
        for name in names:
            size += Path(root, name).lstat().st_size
    return size
