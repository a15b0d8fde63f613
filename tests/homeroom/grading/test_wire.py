"""Do jobs and results arrive as they were sent, and is anything else refused?"""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeroom.grading.assignment import Assignment
from homeroom.grading.job import Graded, GradedNotebook, Job
from homeroom.grading.wire import LENGTH_BYTES, ParcelError, checked_name, pack, unpack

NAMES = st.from_regex(r"[a-zä ]{1,8}(/[a-z.]{1,5}x){0,2}", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=4), st.text(max_size=20))
def test_does_a_parcel_arrive_as_it_was_packed(files, text):
    assert unpack(pack({"text": text}, files)) == ({"text": text}, files)


@given(st.binary(max_size=60))
def test_are_any_other_bytes_refused_with_a_sentence(content):
    with pytest.raises(ParcelError, match="cannot be read"):
        unpack(content)


def test_is_no_pickle_ever_read():
    with pytest.raises(ParcelError):
        unpack(pickle.dumps({"head": {}, "files": []}))


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../x", "a/../b", "a//b", ".", "a\\b", 3, "\0"]
)
def test_is_a_name_that_leads_elsewhere_refused(name):
    with pytest.raises(ValueError, match="plain relative"):
        checked_name(name)
    text = json.dumps({"head": {}, "files": [[name, 0]]}).encode()
    with pytest.raises(ParcelError):
        unpack(len(text).to_bytes(LENGTH_BYTES, "big") + text)


def test_do_jobs_and_results_survive_the_way():
    rows = {"notebook": [{"id": "1", "name": "squares"}]}
    assignment = Assignment("hw01", {"squares.ipynb": b"{}"}, "c = 1", {"Execute": {}}, rows)
    job = Job("ada", assignment, {"squares.ipynb": b"[]", "data/x.csv": b"1"})
    assert Job.from_bytes(job.to_bytes()) == job
    notebook = GradedNotebook({"a": 1.5, "b": None}, {"c": "No response.", "d": None}, {"a": 0.1})
    graded = Graded("ada", {"squares": notebook}, {"squares.ipynb": b"{}"}, 1.0, 0.5, "", ("big",))
    assert Graded.from_bytes(graded.to_bytes()) == graded
    with pytest.raises(ParcelError, match="no graded submission"):
        Graded.from_bytes(pack({"student": "ada", "notebooks": {"x": {"scores": 3}}}, {}))
    with pytest.raises(ParcelError, match="no job"):
        Job.from_bytes(graded.to_bytes())


def test_does_a_digest_depend_on_tests_and_files_but_not_on_drawn_ids():
    def with_cell(**cell):
        rows = {"source_cell": [{"id": "1", "notebook_id": "2", "source": "assert x", **cell}]}
        return Assignment("hw01", {"a.ipynb": b"1"}, "", {}, rows)

    one = with_cell()
    assert one.digest == with_cell(id="other", notebook_id="3").digest
    assert one.digest != with_cell(source="assert y").digest
    assert one.digest != Assignment("hw01", {"a.ipynb": b"2"}, "", {}, one.rows).digest
