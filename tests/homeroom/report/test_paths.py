from pathlib import Path

import pytest

from homeroom.report.paths import places_of_this_machine, without_paths


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/opt/env/lib/python3.11/site-packages/torch/nn/linear.py:114", "torch/nn/linear.py:114"),
        ("~/env/lib/python3.11/site-packages/torch/x.py", "torch/x.py"),
        ('File "/usr/lib/python3.11/json/decoder.py", line 3', 'File "json/decoder.py", line 3'),
        ("(/usr/lib/python3/dist-packages/numpy/a.py)", "(numpy/a.py)"),
        ("/srv/course/submitted/ada/hw01/x.py", "submitted/ada/hw01/x.py"),
        ("in /srv/course.", "in …."),
        ("/tmp/ipykernel_12/345.py", "…/345.py"),
        ("C:\\Users\\Ada\\course\\x.py", "…/x.py"),
        ("~/secret/place/", "…/"),
        ("https://pytorch.org/docs/stable/nn.html", "https://pytorch.org/docs/stable/nn.html"),
        ("loss/accuracy and 3/4, </div>, a // b", "loss/accuracy and 3/4, </div>, a // b"),
    ],
)
def test_is_a_path_shortened_to_what_helps(text, left):
    assert without_paths(text, [Path("/srv/course"), Path("/")]) == left


def test_are_this_machines_places_known(course):
    places = places_of_this_machine(course.root)
    text = " ".join(f"'{place}/x.py' '{place}'" for place in places)
    cleaned = without_paths(text, places)
    assert not [place for place in places if str(place) in cleaned]
