import pytest

from homeroom.syntax import bound_names, ends_in_score, has_checks


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b = 1; c += 1; d: int = 2", "abcd"),
        ("(a, [b, *c]), d.x, e[0] = value", "abc"),
        ("def a(b=1):\n    d = 2", "a"),
        ("class a:\n    b = 1", "a"),
        ("async def a(): pass", "a"),
        ("for a, b in c:\n    d = 1\nelse:\n    e = 2", "abde"),
        ("with f() as a, g():\n    b = 1", "ab"),
        ("import a.x, q as b\nfrom m import c, q as d\nfrom z import *", "abcd"),
        ("if a := f():\n    b = 1", "ab"),
        ("try:\n    a = 1\nexcept E as e:\n    b = 2", "ab"),
        ("c = [a for a in b]", "c"),
        ("match v:\n    case [a, *b]:\n        pass", "ab"),
        ("%matplotlib inline\n!ls\na = 1\nhelp?", "a"),
        ("%%bash\na = 1", ""),
        ("a = (", ""),
        ("lambda a: (b := a)", ""),
    ],
)
def test_which_names_does_a_cell_bind(source, names):
    assert bound_names(source) == set(names)


def test_are_imports_left_out_when_asked():
    assert bound_names("import a\nb = 1", imports=False) == {"b"}


@pytest.mark.parametrize(
    ("source", "score"),
    [
        ("right / 4", True),
        ("x = 1\n0.5", True),
        ("round(x, 2)", True),
        ("assert x", False),
        ("x = 1", False),
        ("print(x)", False),
        ("testing.check_shape(x, (1,))", False),
        ("'a remark'", False),
        ("", False),
        ("no python", False),
    ],
)
def test_does_a_cell_end_in_a_score(source, score):
    assert ends_in_score(source) is score


def test_does_a_cell_check_something():
    assert has_checks("for x in y:\n    assert x")
    assert has_checks("testing.check_close(a, b)")
    assert not has_checks("handin.check()\nx = 1")
