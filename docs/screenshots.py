"""Make the pictures of this guide: the formgrader and a feedback page, in Debian's chromium.

Usage: python docs/screenshots.py [--assignment hw01] [--out DIR] [--chromium PATH]

Grades three made-up students in a scratch course, starts nbgrader's formgrader on it, and takes
pictures.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from playwright.sync_api import Page, sync_playwright

from homeroom.course import Course
from homeroom.demo.run import hand_in, read_homework
from homeroom.demo.students import make_class
from homeroom.grading.batch import autograde
from homeroom.release.generate import generate
from homeroom.report.pages import write_feedback

WIDTH, HEIGHT = 1200, 1000


def graded_course(assignment: str, folder: Path) -> Course:
    """A scratch course in which the reference, the untouched file and a mistake are graded."""
    course = Course.find(Path(__file__).parent).scratch_copy(folder / "course")
    generate(course, assignment)
    students = make_class(read_homework(course, assignment))
    mistake = next(s for s in students if s.expected and "make" in s.id)
    chosen = [s for s in students if s.id in ("reference", "untouched")] + [mistake]
    hand_in(course, chosen)
    batch = autograde(course, assignment)
    write_feedback(course, assignment, batch.graded)
    return course


@contextmanager
def formgrader(course: Course) -> Iterator[str]:
    """Nbgrader's formgrader on a free port of this machine; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--IdentityProvider.token=", "--ServerApp.password="]
    command += [f"--ServerApp.root_dir={course.root}"]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        command, cwd=course.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"{address}/formgrader", timeout=5)
                    break
                except OSError:
                    time.sleep(0.5)
            else:
                raise SystemExit("The formgrader did not start; try `jupyter server` by hand.")
            yield address
        finally:
            server.terminate()


def submission_address(course: Course, assignment: str, student: str) -> str:
    """Where the formgrader shows a student's notebook."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        submission = gradebook.find_submission(assignment, student)
        return f"/formgrader/submissions/{submission.notebooks[0].id}"


def picture(page: Page, where: str, at: str, path: Path, above: int = 80) -> None:
    """Open a page, scroll to the first element that holds a text, and take a picture."""
    page.goto(where, wait_until="load")
    page.wait_for_timeout(2500)  # MathJax and the page's own scripts
    page.get_by_text(at).first.evaluate(
        f"e => {{ e.scrollIntoView(); window.scrollBy(0, -{above}) }}"
    )
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    print(path)


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignment", default="hw01")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "images")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="homeroom-pictures-") as folder:
        course = graded_course(options.assignment, Path(folder))
        feedback = {
            student: next(course.feedback_path(student, options.assignment).glob("*.html"))
            for student in course.students(options.assignment)
        }
        mistake = next(s for s in feedback if s not in ("reference", "untouched"))
        with sync_playwright() as playwright, formgrader(course) as address:
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for student, name in (
                ("reference", "formgrader"),
                ("untouched", "formgrader-untouched"),
            ):
                where = address + submission_address(course, options.assignment, student)
                picture(page, where, "5a (4 points)", options.out / f"{name}.png")
            where = feedback[mistake].as_uri()
            picture(page, where, "This test did not pass", options.out / "feedback.png", above=600)
            browser.close()


if __name__ == "__main__":
    main()
