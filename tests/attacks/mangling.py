"""Random damage to a notebook, as hypothesis draws it: everything a file can be made to say."""

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

NAMES = ("mean", "mean_test", "double_test", "explore", "why", "imports", "none_of_them", "")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PLACE = st.integers(0, 30)
Step = Callable[[dict[str, Any]], None]


def _cell(nb: dict[str, Any], place: int) -> dict[str, Any]:
    cells = nb["cells"]
    if not cells:
        cells.append({"cell_type": "code", "source": "", "metadata": {}, "outputs": []})
    return cells[place % len(cells)]


def _drop(place: int) -> Step:
    return lambda nb: nb["cells"].remove(_cell(nb, place))


def _copy(pair: tuple[int, int]) -> Step:
    return lambda nb: nb["cells"].insert(pair[1], copy.deepcopy(_cell(nb, pair[0])))


def _move(pair: tuple[int, int]) -> Step:
    def step(nb: dict[str, Any]) -> None:
        cell = _cell(nb, pair[0])
        nb["cells"].remove(cell)
        nb["cells"].insert(pair[1], cell)

    return step


def _set(change: tuple[int, str, Any]) -> Step:
    return lambda nb: _cell(nb, change[0]).update({change[1]: change[2]})


def _meta(change: tuple[int, str, Any]) -> Step:
    def step(nb: dict[str, Any]) -> None:
        found = _cell(nb, change[0]).setdefault("metadata", {})
        if isinstance(found, dict):
            found[change[1]] = change[2]

    return step


def _nbgrader(change: tuple[int, str, Any]) -> Step:
    def step(nb: dict[str, Any]) -> None:
        metadata = _cell(nb, change[0]).setdefault("metadata", {})
        if isinstance(metadata, dict):
            found = metadata.setdefault("nbgrader", {})
            if isinstance(found, dict):
                found[change[1]] = change[2]

    return step


def _top(change: tuple[str, Any]) -> Step:
    return lambda nb: nb.update({change[0]: change[1]})


KEYS = st.sampled_from(("cell_type", "source", "metadata", "outputs", "id", "attachments"))
OF_NBGRADER = st.sampled_from(
    ("grade", "solution", "locked", "task", "points", "grade_id", "checksum", "cell_type", "x")
)
TAGS = st.lists(st.sampled_from(("skip-execution", "raises-exception", "remove-cell")))
SOURCES = st.sampled_from(("pass", "", "raise SystemExit", "%%bash\ntrue", "abs = min", "def f("))
STEPS = st.one_of(
    PLACE.map(_drop),
    st.tuples(PLACE, PLACE).map(_copy),
    st.tuples(PLACE, PLACE).map(_move),
    st.tuples(PLACE, KEYS, JSON).map(_set),
    st.tuples(PLACE, st.just("source"), SOURCES).map(_set),
    st.tuples(PLACE, st.just("cell_type"), st.sampled_from(("code", "markdown", "raw"))).map(_set),
    st.tuples(PLACE, st.just("tags"), TAGS).map(_meta),
    st.tuples(PLACE, st.sampled_from(("homeroom", "nbgrader", "x")), JSON).map(_meta),
    st.tuples(PLACE, OF_NBGRADER, st.booleans() | st.sampled_from(NAMES) | JSON).map(_nbgrader),
    st.tuples(st.sampled_from(("metadata", "cells", "nbformat", "nbformat_minor")), JSON).map(_top),
)
DAMAGE = st.lists(STEPS, min_size=1, max_size=6)


def mangled(nb: dict[str, Any], steps: list[Step]) -> dict[str, Any]:
    """Do damage to a copy; a step that finds nothing left to damage is passed over."""
    nb = copy.deepcopy(nb)
    for step in steps:
        if isinstance(nb.get("cells"), list) and all(isinstance(c, dict) for c in nb["cells"]):
            step(nb)
    return nb
