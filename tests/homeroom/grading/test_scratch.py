"""Is the gradebook of a scratch course one for all that open it, and as nbgrader leaves one?"""

import pytest
from nbgrader.api import Base, Grade, Gradebook, InvalidEntry
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from homeroom.grading.scratch import shared_gradebook
from homeroom.grading.shortcuts import shortcuts

URL = "sqlite:///scratch.db"


@pytest.fixture
def engine():
    found = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    Base.metadata.create_all(found)
    with shared_gradebook(URL, found), Gradebook(URL) as gradebook:
        gradebook.add_assignment("hw")
        gradebook.add_notebook("one", "hw")
        for name in ("a", "b", "c"):
            gradebook.add_grade_cell(name, "one", "hw", max_score=1, cell_type="code")
        gradebook.add_student("ada")
        gradebook.add_submission("hw", "ada")
    return found


def score(engine, points):
    """Enter points cell by cell, as nbgrader's `SaveAutoGrades` does."""
    with Gradebook(URL) as gradebook:
        for name in ("a", "b", "c"):
            gradebook.find_grade(name, "one", "hw", "ada").auto_score = points
            gradebook.db.commit()


def stored(engine):
    with engine.connect() as connection:
        return [row.auto_score for row in connection.execute(Grade.__table__.select())]


def test_are_points_there_for_the_next_and_in_the_end(engine):
    with shared_gradebook(URL, engine):
        score(engine, 1)
        with Gradebook(URL) as gradebook:
            assert gradebook.find_submission("hw", "ada").score == 3
        score(engine, 0.5)
    assert stored(engine) == [0.5, 0.5, 0.5]


def test_are_rows_read_once(engine):
    asked = [0, 0]
    with shared_gradebook(URL, engine), shortcuts():
        for number in range(2):

            def count(*_, number=number):
                asked[number] += 1

            event.listen(engine, "before_cursor_execute", count)
            with Gradebook(URL) as gradebook:
                for name in ("a", "b", "c"):
                    assert gradebook.find_graded_cell(name, "one", "hw").max_score == 1
            event.remove(engine, "before_cursor_execute", count)
    # The notebook and its cells of both kinds; then nothing.
    assert asked == [3, 0]


def test_is_what_cannot_be_stored_refused_where_nbgrader_expects_it(engine):
    with shared_gradebook(URL, engine), Gradebook(URL) as gradebook:
        with pytest.raises(InvalidEntry):
            gradebook.add_student("ada")
        gradebook.add_student("bob")
        assert {student.id for student in gradebook.students} == {"ada", "bob"}


def test_does_another_gradebook_stay_its_own(engine, tmp_path):
    with shared_gradebook(URL, engine), Gradebook(f"sqlite:///{tmp_path}/own.db") as own:
        assert own.students == []
        own.add_student("eve")
    with Gradebook(f"sqlite:///{tmp_path}/own.db") as own:
        assert [student.id for student in own.students] == ["eve"]
