"""Is the list of equivalent mutants read with care, and does it survive small edits?"""

import pytest

from homeroom.audit.equivalents import EquivalentError, read_equivalents
from homeroom.audit.mutants import mutants_of

CELL = "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
ENTRY = """[[equivalent]]
question = "f"
operator = "other arithmetic"
line = "return x + 1"
becomes = "return x - 1"
reason = "The sign is a convention."
"""


def read(folder, text):
    (folder / "equivalent.toml").write_text(text)
    return read_equivalents(folder)


def meant(entry, source=CELL):
    return [m.becomes for m in mutants_of("f", source) if entry.means(m)]


def test_does_a_homework_without_the_file_have_none(tmp_path):
    assert read_equivalents(tmp_path) == []


def test_does_an_entry_mean_one_mutant(tmp_path):
    (entry,) = read(tmp_path, ENTRY)
    assert meant(entry) == ["return x - 1"]


def test_does_an_entry_outlive_an_edit_above_it(tmp_path):
    (entry,) = read(tmp_path, ENTRY)
    assert meant(entry, CELL.replace("    return", "    print(x)\n    return")) == ["return x - 1"]


def test_does_an_entry_end_with_the_line_it_speaks_of(tmp_path):
    (entry,) = read(tmp_path, ENTRY)
    assert meant(entry, CELL.replace("x + 1", "x + 2")) == []


def test_does_an_entry_without_becomes_mean_all_that_the_operator_makes(tmp_path):
    text = ENTRY.replace("other arithmetic", "operand dropped")
    (entry,) = read(tmp_path, "\n".join(li for li in text.split("\n") if "becomes" not in li))
    assert meant(entry) == ["return x", "return 1"]


def test_does_an_entry_with_lists_mean_all_combinations(tmp_path):
    text = ENTRY.replace('"other arithmetic"', '["other arithmetic", "operand dropped"]')
    (entry,) = read(tmp_path, text.replace('"return x - 1"', '["return x - 1", "return 1"]'))
    assert sorted(meant(entry)) == ["return 1", "return x - 1"]


def test_does_the_line_above_tell_lines_apart_that_read_the_same(tmp_path):
    twice = CELL.replace("    return", "    y = x\n    return x + 1\n    return")
    (entry,) = read(tmp_path, ENTRY)
    assert len(meant(entry, twice)) == 2
    (entry,) = read(tmp_path, ENTRY + 'after = "y = x"\n')
    assert len(meant(entry, twice)) == 1


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (ENTRY.replace("reason", "why"), "does not know ['why']"),
        (ENTRY.replace('line = "return x + 1"\n', ""), "lacks ['line']"),
        (ENTRY.replace("The sign is a convention.", " "), "has no reason"),
        ("[[equivalent", "not valid TOML"),
    ],
)
def test_is_a_broken_list_refused_with_what_is_wrong(tmp_path, broken, says):
    with pytest.raises(EquivalentError, match=says.replace("[", r"\[").replace("]", r"\]")):
        read(tmp_path, broken)
