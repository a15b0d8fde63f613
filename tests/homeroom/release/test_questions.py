from homeroom.release.questions import is_current, page, questions_file, table, write_page


def test_is_every_question_in_the_table(course):
    assert page(table(course)).split("## hw01")[1].strip().split("\n") == [
        "**5 points**: 3 auto, 2 manual.",
        "",
        "| notebook | question | kind | points | binds | seconds |",
        "|---|---|---|---:|---|---:|",
        "| squares | `square_test` | auto | 3 | `square` | 1 |",
        "| squares | `why` | manual | 2 |  |  |",
    ]


def test_is_the_page_written_only_when_it_changes(course):
    assert not is_current(course)
    assert write_page(course)
    assert is_current(course)
    assert not write_page(course)
    questions_file(course).write_text("old")
    assert not is_current(course)
