"""Are ready answers read as they are meant, and refused with a remedy where they are not?"""

from pathlib import Path

import pytest

from homeroom.variants import VariantError, read_variant, read_variants

ROOT = Path(__file__).parents[2]


def write(folder: Path, kind: str, name: str, text: str) -> Path:
    path = folder / kind / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_is_a_right_answer_read_with_its_question_idea_and_description(tmp_path):
    variant = read_variant(write(tmp_path, "right", "f__by_hand.py", '"""By hand."""\nf = 1\n'))
    assert (variant.question, variant.idea, variant.right) == ("f", "by_hand", True)
    assert variant.about == "By hand."
    assert variant.loses is None


def test_does_a_wrong_answer_name_the_tests_it_loses(tmp_path):
    text = '"""Sign."""\n# loses: f_test, f_sign_test\nf = -1\n'
    variant = read_variant(write(tmp_path, "wrong", "f__sign.py", text))
    assert variant.loses == {"f_test", "f_sign_test"}
    assert "loses" not in variant.source, "the student's cell must not say what it loses"


@pytest.mark.parametrize(
    ("kind", "name", "text", "message"),
    [
        ("right", "no_separator.py", '"""A."""', "QUESTION__IDEA.py"),
        ("right", "f__x.py", "f = 1", "docstring"),
        ("right", "f__x.py", "def f(:", "not valid Python"),
        ("right", "f__x.py", '"""A."""\n# loses: f_test', "loses nothing"),
    ],
)
def test_is_an_unusable_file_refused_with_the_remedy(tmp_path, kind, name, text, message):
    with pytest.raises(VariantError, match=message):
        read_variant(write(tmp_path, kind, name, text))


def test_is_a_typical_mistake_told_from_others(tmp_path):
    text = '"""One more."""\n\n# typical\n# loses: a_test\n\n\nanswer = 3\n'
    variant = read_variant(write(tmp_path, "wrong", "answer__one_more.py", text))
    assert variant.typical
    assert variant.loses == {"a_test"}
    assert variant.source.endswith('"""\n\nanswer = 3\n')
    with pytest.raises(VariantError, match="only a mistake is typical"):
        read_variant(write(tmp_path, "right", "answer__one_more.py", '"""One."""\n# typical\n'))


def test_is_a_homework_without_variants_an_empty_list(tmp_path):
    assert read_variants(tmp_path / "none") == []


@pytest.mark.parametrize("folder", sorted((ROOT / "tests" / "variants").glob("hw*")), ids=str)
def test_can_every_committed_answer_be_read(folder):
    variants = read_variants(folder)
    assert any(variant.right for variant in variants)
    assert any(not variant.right for variant in variants)
