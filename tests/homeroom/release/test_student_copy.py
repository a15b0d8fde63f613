import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from homeroom.cli import main
from homeroom.notebooks import read_notebook, write_notebook
from homeroom.release.generate import generate
from homeroom.release.helpers_project import helpers_project
from homeroom.release.student_copy import StudentCopyError, build_wheel, student_copy


@pytest.fixture
def released(course):
    generate(course, "hw01")
    return course


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(helpers_project(), tmp_path_factory.mktemp("wheel"))


def test_is_helpers_all_that_the_wheel_holds(wheel):
    package = helpers_project().package
    expected = {
        f"helpers/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(next(n for n in names if n.endswith("METADATA"))).decode()
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert any(name.startswith("helpers/samples/") for name in names)
    assert "Name: homeroom-helpers\n" in metadata
    needs = re.findall(r"^Requires-Dist: (\w+)", metadata, re.M)
    assert {"torch", "torchvision", "numpy"} <= set(needs)
    assert "nbgrader" not in needs


def test_does_the_wheel_install_without_network_into_a_fresh_folder(wheel, tmp_path):
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", tmp_path / "fresh", wheel], check=True)
    code = "import helpers, pathlib; print(pathlib.Path(helpers.__file__).parent)"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "fresh"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == str(tmp_path / "fresh" / "helpers")


def test_is_the_wheel_the_same_each_time(wheel, tmp_path):
    assert build_wheel(helpers_project(), tmp_path).read_bytes() == wheel.read_bytes()


def test_what_is_published(released, tmp_path):
    (released.release_path("hw01") / ".ipynb_checkpoints").mkdir()
    public = tmp_path / "public"
    student_copy(released, public)
    names = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    assert names == {
        helpers_project().wheel_name,
        "release/hw01/squares.ipynb",
        "release/hw01/squares.py",
    }
    setup = read_notebook(public / "release/hw01/squares.ipynb").cells[1].source
    assert f"/{helpers_project().wheel_name}" in setup


def test_is_an_earlier_copy_replaced_and_the_rest_left(released, tmp_path):
    public = tmp_path / "public"
    (public / ".git").mkdir(parents=True)
    (public / "README.md").write_text("ours")
    (public / "release" / "hw00").mkdir(parents=True)
    (public / "homeroom_helpers-0.0.1-py3-none-any.whl").touch()
    student_copy(released, public, ["hw01"])
    assert sorted(p.name for p in public.iterdir()) == sorted(
        [".git", "README.md", "release", helpers_project().wheel_name]
    )
    assert [p.name for p in (public / "release").iterdir()] == ["hw01"]


def test_are_unsuitable_folders_refused(released, tmp_path):
    for folder in (released.root, released.root.parent):
        with pytest.raises(StudentCopyError, match="instructor's side"):
            student_copy(released, folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").touch()
    with pytest.raises(StudentCopyError, match="holds other things"):
        student_copy(released, tmp_path / "other")
    with pytest.raises(StudentCopyError, match="is a file"):
        student_copy(released, tmp_path / "other" / "thesis.txt")


def test_is_nothing_published_that_gives_something_away(released, tmp_path):
    path = released.release_path("hw01", "squares")
    shutil.copy(path, path.with_name("copy.ipynb"))
    with pytest.raises(StudentCopyError, match="copy.ipynb has no source"):
        student_copy(released, tmp_path / "public")
    path.with_name("copy.ipynb").unlink()
    nb = read_notebook(path)
    nb.cells[2].source += "\nreturn multiply_carefully(x, x)"
    write_notebook(nb, path)
    with pytest.raises(StudentCopyError, match="must not be published"):
        student_copy(released, tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_is_there_a_command_for_it(released, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(released.root)
    assert main(["export", "student-copy", str(tmp_path / "public")]) == 0
    assert "To be published at https://example.org/homeroom" in capsys.readouterr().out
    assert main(["export", "student-copy"]) == 2
    assert "Name the folder" in capsys.readouterr().err
    assert main(["export"]) == 2
    assert main(["export", "nonsense"]) == 2
    assert "`homeroom export --help`" in capsys.readouterr().err
