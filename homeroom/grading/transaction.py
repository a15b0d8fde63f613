"""A transaction on the gradebook, in which nbgrader's own calls take part."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Gradebook
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from homeroom.errors import HomeroomError

TRY_AGAIN = "then start again: it grades what is missing"


class WriteError(HomeroomError):
    """A graded submission could not be written.

    Attributes
    ----------
    found, remedy : str
        What to tell.
    locked : bool
        Whether another program was in the way.
    halfway : bool
        Whether the gradebook has it already, and only the folder is missing.
    """

    def __init__(
        self, found: str, remedy: str, locked: bool = False, halfway: bool = False
    ) -> None:
        self.found, self.remedy = found, remedy
        self.locked, self.halfway = locked, halfway
        super().__init__(f"{found}: {remedy}")


class OneTransaction(Session):
    """A session in which nbgrader's many commits do nothing; `commit_all` commits.

    What was changed is sent before the next query, or with the commit.
    """

    def commit(self) -> None:
        """Go on within the transaction."""

    def commit_all(self) -> None:
        """Commit."""
        super().commit()


class Transactions:
    """Opens one transaction after another; `gradebook` is nbgrader's object within them.

    Parameters
    ----------
    db_url, course_id : str
    patience : float
        Seconds to wait for a gradebook that another program holds.
    """

    def __init__(self, db_url: str, course_id: str, patience: float) -> None:
        self.gradebook = _gradebook(_engine(db_url, patience), course_id)
        self._patience, self._gave_up = patience, False

    @contextmanager
    def hold(self, keep: bool = True) -> Iterator[None]:
        """Hold one transaction; wait for others that hold the gradebook, but not for ever."""
        database = self.gradebook.db
        # Where one wait was in vain, the next submissions do not wait as long again.
        deadline = time.monotonic() + (1.0 if self._gave_up else self._patience)
        while True:
            try:
                database.connection()  # begins
                break
            except OperationalError as error:
                database.rollback()
                if time.monotonic() > deadline:
                    self._gave_up = True
                    raise _held(error) from error
                time.sleep(0.2)
        self._gave_up = False
        try:
            yield
            if keep:
                database().commit_all()
            else:
                database.rollback()
        except DBAPIError as error:
            database.rollback()
            raise _held(error) from error
        except BaseException:
            database.rollback()
            raise
        finally:
            database.remove()


def _engine(url: str, patience: float) -> Engine:
    """Open a gradebook so that no transaction waits for ever for another program.

    In a file, a transaction holds the gradebook from its begin; on a server it holds rows.
    """
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.name == "postgresql":

            @event.listens_for(engine, "begin")
            def limit(connection: Any) -> None:
                milliseconds = max(1, round(1000 * patience))
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")

        return engine
    engine = create_engine(url, connect_args={"timeout": 1.0})

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(connection: Any, _: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _gradebook(engine: Engine, course_id: str) -> Gradebook:
    """Make nbgrader's own object with our session; its tables are known to be there."""
    gradebook = Gradebook.__new__(Gradebook)
    gradebook.engine = engine
    gradebook.db = scoped_session(sessionmaker(bind=engine, class_=OneTransaction, future=True))
    gradebook.course_id, gradebook.authenticator = course_id, None
    return gradebook


def _held(error: DBAPIError) -> WriteError:
    reason = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
    if "full" in reason:
        return WriteError(
            f"the gradebook could not be written ({reason})", f"make room on the disk; {TRY_AGAIN}"
        )
    return WriteError(
        f"the gradebook could not be written ({reason})",
        f"close the program that holds it (formgrader, another nbgrader); {TRY_AGAIN}",
        locked="lock" in reason,
    )
