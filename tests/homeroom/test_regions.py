import pytest

from homeroom.regions import RegionError, split_regions, without_regions

SOURCE = """a
### BEGIN SOLUTION
b
### END SOLUTION
c
=== BEGIN MARK SCHEME ===
d
=== END MARK SCHEME ==="""


def test_are_regions_split_from_what_is_public():
    outside, regions = split_regions(SOURCE)
    assert outside == ["a", "c"]
    assert [(r.kind, r.begin, r.text) for r in regions] == [
        ("SOLUTION", 2, "b"),
        ("MARK SCHEME", 6, "d"),
    ]


def test_can_one_kind_be_removed_alone():
    assert without_regions(SOURCE, ["SOLUTION"]).split("\n")[:2] == ["a", "c"]
    assert "d" in without_regions(SOURCE, ["SOLUTION"])
    assert without_regions(SOURCE) == "a\nc"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# BEGIN SOLUTION\nx", "SOLUTION begun in line 1 never ends"),
        ("x\n# END SOLUTION", "line 2 ends SOLUTION, which is not open"),
        ("# BEGIN SOLUTION\n# BEGIN HIDDEN TESTS\n", "line 2 begins HIDDEN TESTS inside"),
    ],
)
def test_are_unbalanced_delimiters_refused(source, said):
    with pytest.raises(RegionError, match=said):
        split_regions(source)
