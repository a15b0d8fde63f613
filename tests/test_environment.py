"""Do the two descriptions of the environment say the same?"""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent

# Names under which conda-forge keeps what PyPI calls otherwise.
CONDA_NAMES = {
    "torch": "pytorch",
    "matplotlib": "matplotlib-base",
    "build": "python-build",
    "playwright": "playwright-python",
}


def split(requirement: str) -> tuple[str, str]:
    name, bound = re.fullmatch(r"([A-Za-z0-9_-]+)(?:\[\w+\])?(>=[\d.]+)", requirement).groups()
    return name, bound


def of_pyproject() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    found = {"python": project["requires-python"]}
    for requirement in requirements:
        name, bound = split(requirement)
        found[CONDA_NAMES.get(name, name)] = bound
        if requirement.startswith("dask[distributed]"):
            found["distributed"] = bound
    return found


def test_is_every_package_of_pyproject_in_environment_yml_with_its_bound():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    assert dict(split(entry) for entry in listed if entry != "pip") == of_pyproject()


def test_does_the_constraints_file_pin_every_package_at_or_above_its_bound():
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    )
    pins = {name.lower().replace("_", "-"): version for name, version in pins.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    for requirement in requirements:
        name, bound = split(requirement)
        pinned = tuple(map(int, re.findall(r"\d+", pins[name])[:3]))
        assert pinned >= tuple(map(int, re.findall(r"\d+", bound))), requirement


def test_do_students_get_lower_bounds_only():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        assert re.fullmatch(r"[\w-]+>=[\d.]+", requirement), requirement
