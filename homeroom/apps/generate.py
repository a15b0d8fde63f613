"""`homeroom generate`: source/ to release/, and docs/questions.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from traitlets import Bool

from homeroom.apps.base import HomeroomCommand
from homeroom.course import Course
from homeroom.errors import HomeroomError
from homeroom.release.generate import Generated, check, generate
from homeroom.release.questions import is_current, write_page


class GenerateApp(HomeroomCommand):
    """Make the students' version of assignments."""

    name = "homeroom generate"
    description = (
        "Make the students' version of the named assignments (or --all): release/HWNN as a whole "
        "or not at all, the gradebook's record, docs/questions.md. With --check: say whether "
        "release/ and docs/questions.md are what would be made, and change nothing."
    )
    examples = "homeroom generate hw01\nhomeroom generate --all --check"

    all_assignments = Bool(False, help="Every assignment in source/.").tag(config=True)
    check = Bool(False, help="Compare only; status 1 if something differs.").tag(config=True)

    flags = {
        **HomeroomCommand.flags,
        "all": ({"GenerateApp": {"all_assignments": True}}, "Every assignment in source/."),
        "check": ({"GenerateApp": {"check": True}}, "Compare only, and change nothing."),
    }

    def run(self) -> int:
        """Generate or check; 1 if an assignment failed or, with --check, differs."""
        if bool(self.extra_args) == self.all_assignments:
            self.refuse("Name the assignments to generate, or give --all.")
        course = self.find_course()
        names = course.assignments() if self.all_assignments else self.extra_args
        for name in names:
            course.check_assignment(name)
        reports = list(self._reports(course, names))
        ok = all(report["ok"] for report in reports)
        page = self._questions_page(course)
        ok = ok and page != "differs"
        self.write_json({"ok": ok, "assignments": reports, "questions": page})
        return 0 if ok else 1

    def _reports(self, course: Course, names: list[str]) -> Iterator[dict[str, Any]]:
        for name in names:
            try:
                done = check(course, name) if self.check else generate(course, name)
            except HomeroomError as error:
                print(f"{name}: {error}")
                yield {"name": name, "ok": False, "error": str(error)}
                continue
            print(f"{name}: {self._words(done)}")
            files = {"changed": done.changed, "added": done.added, "removed": done.removed}
            yield {"name": name, "ok": done.same or not self.check, **files}

    def _words(self, done: Generated) -> str:
        if done.same:
            return "release/ is up to date" if self.check else "generated, as it was before"
        files = [f"changed {f}" for f in done.changed]
        files += [f"new {f}" for f in done.added] + [f"gone {f}" for f in done.removed]
        if self.check:
            return (
                f"release/ is not what source/ gives ({', '.join(files)}). "
                f"Run `homeroom generate {done.assignment}`."
            )
        return f"generated ({', '.join(files)})"

    def _questions_page(self, course: Course) -> str:
        if self.check:
            if is_current(course):
                return "same"
            print("docs/questions.md is out of date. Run `homeroom generate --all`.")
            return "differs"
        return "written" if write_page(course) else "same"
