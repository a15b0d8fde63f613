import pytest

from homeroom.report.sentences import matching_sentence, why_not_passed, written_sentences

TEST = """
hint = "Named hints are found as well"
assert a == 1, "The answer should be one"
assert b, f"There should be {wanted} outputs, one for each of {n} classes"
assert c, f"{found} rows came back instead of a batch"
assert d, ("Two strings, " "one sentence: " + "joined here")
assert e, "With %d and %s in the middle" % (1, 2)
assert f, "Also by format: {} and {}".format(1, 2)
assert g, hint
assert h, "It is too small" if x else "It is too large"
testing.check_shape(out, (2, 10), "AlexNet should give two rows of logits")
check_close(out, 2.5, message="Kept close to the mean", name="relu")
if bad:
    raise AssertionError("Raised by hand, for a reason")
testing.fail("Said by the helper that fails", f"found {found}")
assert short, "no"
"""


@pytest.mark.parametrize(
    ("evalue", "sentence"),
    [
        ("The answer should be one", "The answer should be one"),
        ("The answer should be one: found 30.25", "The answer should be one"),
        (
            "There should be 7 outputs, one for each of 9 classes",
            "There should be … outputs, one for each of … classes",
        ),
        ("30.25 rows came back instead of a batch", "… rows came back instead of a batch"),
        ("Two strings, one sentence: joined here", "Two strings, one sentence: joined here"),
        ("With 30 and 25 in the middle", "With … and … in the middle"),
        ("Also by format: 30 and 25", "Also by format: … and …"),
        ("Named hints are found as well", "Named hints are found as well"),
        ("It is too large", "It is too large"),
        ("Said by the helper that fails — found 3", "Said by the helper that fails"),
        (
            "AlexNet should give two rows of logits (found (1, 10), expected (2, 10))",
            "AlexNet should give two rows of logits",
        ),
        ("found 30.25: Kept close to the mean", "Kept close to the mean"),
        ("Raised by hand, for a reason", "Raised by hand, for a reason"),
        ("no", None),
        ("relu", None),
        ("assert 30.25 == 4", None),
        ("", None),
    ],
)
def test_is_a_sentence_taken_from_the_test_and_nothing_from_the_error(evalue, sentence):
    assert matching_sentence(TEST, evalue) == sentence


def test_are_expected_values_and_short_remarks_no_sentences():
    words = [" ".join(parts) for parts in written_sentences(TEST)]
    assert not {"relu", "no"} & set(words)
    assert written_sentences("not ( python") == []


@pytest.mark.parametrize(
    ("ename", "evalue", "why"),
    [
        ("AssertionError", "The answer should be one", "The answer should be one"),
        ("AssertionError", "", "something that it expects does not hold"),
        ("CheckFailed", "The answer should be one", "The answer should be one"),
        ("NotImplementedError", "", "this question is still unanswered"),
        ("CellTimeoutError", "", "it took too long and was stopped"),
        ("TypeError", "secret 30.25", "your code raised TypeError while the test ran it"),
        ("NameError", "name 'x' is not defined", "it needs a name that is not defined"),
        ("AttributeError", "'Net' object has no attribute 'layers'", "an attribute or method"),
        (
            "AttributeError",
            "'NoneType' object has no attribute 'x'",
            "your code raised AttributeError",
        ),
        (
            "NotImplementedError",
            'Module [Net] is missing the required "forward" function',
            "an attribute or method is asked for that is not there",
        ),
        ("<b>Secret</b>", "30.25", "your code raised an error while the test ran it"),
        ("print", "30.25", "your code raised an error while the test ran it"),
    ],
)
def test_why_did_a_test_not_pass(ename, evalue, why):
    assert why_not_passed(TEST, ename, evalue).startswith(why)
