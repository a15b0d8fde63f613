"""Does a gradebook on a PostgreSQL server hold the same rows as one in a file?"""

import os
import pwd
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from homeroom.course import CONFIG_FILE, Course
from homeroom.grading.batch import Means, autograde
from homeroom.grading.snapshot import differences, snapshot
from homeroom.release.generate import generate

psycopg = pytest.importorskip("psycopg", reason="needs the extra [cluster]")

RIGHT = "def square(x):\n    return x * x"


def programs() -> Path | None:
    """The folder of the server's programs: Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    folders += [Path(on_path).parent] if on_path else []
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


SERVER = programs()
UNPRIVILEGED = "nobody"  # the server refuses to run as root

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="needs a PostgreSQL server (apt: postgresql)"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server of our own on a socket below a temporary folder; its address for a database."""
    folder = tmp_path_factory.mktemp("pg")
    person = None
    if os.getuid() == 0:
        person = UNPRIVILEGED
        for parent in (folder, *folder.parents):
            if parent == Path(parent.anchor) or parent.stat().st_mode & 0o001:
                continue
            parent.chmod(parent.stat().st_mode | 0o011)  # only to pass through
        user = pwd.getpwnam(person)
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    sockets = folder / "s"

    def run(*command, **options):
        return subprocess.Popen(list(map(str, command)), user=person, cwd=folder, **options)

    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    made = run(SERVER / "initdb", "-D", data, "-U", "grader", "-A", "trust", "-E", "UTF8", **quiet)
    out, _ = made.communicate()
    assert made.returncode == 0, out.decode()
    run("mkdir", sockets).wait()
    arguments = ["-D", data, "-k", sockets, "-c", "listen_addresses=", "-c", "fsync=off"]
    running = run(SERVER / "postgres", *arguments, **quiet)
    path = sockets / ".s.PGSQL.5432"
    try:
        for _ in range(200):
            if running.poll() is not None:
                pytest.fail(running.communicate()[0].decode())
            with socket.socket(socket.AF_UNIX) as knocking:
                try:
                    knocking.connect(str(path))
                    break
                except OSError:
                    time.sleep(0.1)

        def make_database(name):
            where = f"dbname=postgres user=grader host={sockets}"
            with psycopg.connect(where, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"postgresql+psycopg://grader@/{name}?host={sockets}"

        yield make_database
    finally:
        running.terminate()
        running.wait(timeout=30)


def put_on(course, address):
    with (course.root / CONFIG_FILE).open("a") as file:
        file.write(f"c.CourseDirectory.db_url = {address!r}\n")
    return Course.open(course.root)


def test_are_the_rows_on_a_server_those_in_a_file(server, make_course, hand_in):
    in_file, on_server = make_course(name="file"), make_course(name="server")
    on_server = put_on(on_server, server("gradebook"))
    for course in (in_file, on_server):
        generate(course, "hw01")
        hand_in(course, "right", square=RIGHT, why="It is.")
        hand_in(course, "wrong", square="square = 3")
        late = hand_in(course, "late", square=RIGHT)
        late.with_name("timestamp.txt").write_text("2030-01-01 14:30:00 UTC")
        result = autograde(course, "hw01")
        assert result.graded == ["late", "right", "wrong"]
        with Gradebook(course.db_url, course.course_id) as gradebook:
            grade = gradebook.find_grade("why", "squares", "hw01", "right")
            grade.manual_score, grade.extra_credit = 1.5, 0.5
            gradebook.db.commit()
        hand_in(course, "right", square=RIGHT, why="It is, I say.")
        again = autograde(course, "hw01")
        assert again.graded == ["right"]
        assert again.scores["right"]["squares"] == {"square_test": 3.0, "why": 2.0}
        assert len(autograde(course, "hw01").unchanged) == 3
    assert differences(snapshot(in_file.db_url), snapshot(on_server.db_url)) == []


def test_is_a_row_that_a_person_is_saving_waited_for(server, course, hand_in):
    course = put_on(course, server("held"))
    generate(course, "hw01")
    hand_in(course, "ada", square=RIGHT)
    autograde(course, "hw01")
    hand_in(course, "ada", square=RIGHT, why="More.")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        grade = gradebook.find_grade("why", "squares", "hw01", "ada")
        grade.manual_score = 1.0
        gradebook.db.flush()  # not committed: the row is held
        impatient = autograde(course, "hw01", means=Means(patience=2))
        assert impatient.failed == ["ada"]
        assert "lock timeout" in impatient.findings[0].found
        session = gradebook.db()  # another thread would get another one
        threading.Timer(8, session.commit).start()
        result = autograde(course, "hw01", means=Means(patience=60))
    assert result.graded == ["ada"]
    assert result.scores["ada"]["squares"]["why"] == 1.0
