"""What of a graded notebook a student may read: a step of `nbgrader generate_feedback`.

The page that nbgrader would make shows hidden tests, expected values in tracebacks, mark schemes
and paths of the machine. `RedactFeedback` comes before the steps that clear hidden tests and mark
schemes, because it reads the tests to find the sentences that may be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_locked
from traitlets import List

from homeroom.ansi import without_ansi
from homeroom.instructor_copy import coursedir_of, instructor_notebook
from homeroom.notebooks import grade_id, is_test
from homeroom.outputs import harmless, notice, text_of
from homeroom.regions import KINDS, RegionError
from homeroom.release.leaks import Secret, find_leaks, public_text, secret_lines
from homeroom.report.paths import places_of_this_machine, without_paths
from homeroom.report.sentences import why_not_passed, written_sentences

NOT_PASSED = "This test did not pass: {why}"
LEFT_OUT = "[This output is not shown: it repeats lines of the tests or of the solution.]"
HTML = "text/html"
LEAST_CHARACTERS = 10
# Everybody writes `optimizer.zero_grad()`: only a longer line shows that it was not thought up.
LEAST_CHARACTERS_OF_A_SOLUTION = 24

TAG = re.compile(r"<(?=[a-zA-Z/!?])")
CODE_SPAN = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.S)


@dataclass(frozen=True)
class Redaction:
    """What must not be said to one student, and what may be."""

    secrets: tuple[Secret, ...]
    known: str
    places: tuple[Path, ...]

    def of_output(self, output: NotebookNode) -> NotebookNode:
        """Make an output of a cell that is no test fit to be shown."""
        if self.leaks_in(text_of(output)):
            return notice(LEFT_OUT)
        shown = harmless(output)
        if shown.output_type == "stream":
            shown.text = self.of_text(shown.text)
        elif shown.output_type == "error":
            shown.evalue = self.of_text(str(shown.evalue))
            shown.traceback = [self.of_text(str(line)) for line in shown.traceback]
        else:
            for mime in {"text/plain", "image/svg+xml"} & set(shown.data):
                shown.data[mime] = self.of_text(shown.data[mime])
        return notice(LEFT_OUT) if self.leaks_in(text_of(shown)) else shown

    def of_text(self, text: str) -> str:
        """Remove colours, which can hide a path, and paths."""
        return without_paths(without_ansi(text), self.places)

    def leaks_in(self, text: str) -> list[Secret]:
        """List the secret lines that a text for this student holds, a whole page for instance."""
        return find_leaks(
            text, self.secrets, self.known, LEAST_CHARACTERS, LEAST_CHARACTERS_OF_A_SOLUTION
        )


class FeedbackPreprocessor(NbGraderPreprocessor):
    """A step of generate_feedback: has the option that the HTML exporter sets on every step."""

    display_data_priority = List(["text/html", "image/png", "text/plain"]).tag(config=True)


class DropHiddenTests(FeedbackPreprocessor, ClearHiddenTests):
    """The step of nbgrader's, for feedback."""


class DropMarkScheme(FeedbackPreprocessor, ClearMarkScheme):
    """The step of nbgrader's, for feedback."""


class RedactFeedback(FeedbackPreprocessor):
    """Leave in a graded notebook only what its student may read."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Redact outputs of all cells, and markup in the student's own text."""
        coursedir = coursedir_of(self)
        root = Path(coursedir.root) if coursedir else None
        redaction = redaction_for(
            nb, instructor_notebook(self, resources), places_of_this_machine(root)
        )
        nb.metadata.pop("widgets", None)
        for cell in nb.cells:
            if cell.cell_type == "code":
                if is_test(cell):
                    cell.outputs = verdict_in_words(cell)
                else:
                    cell.outputs = [redaction.of_output(output) for output in cell.outputs]
            if not is_given(cell):
                cell.source = own_text(cell)
        return nb, resources


def redaction_for(
    nb: NotebookNode, instructors: NotebookNode | None, places: Iterable[Path]
) -> Redaction:
    """Collect what must not be said, from the instructor's notebook and the graded one.

    In the graded one nbgrader has put back the hidden tests and mark schemes of locked cells.
    The student's own lines are no secret, even where they are those of the solution, nor are
    the sentences that feedback shows.
    """
    locked = NotebookNode(cells=[cell for cell in nb.cells if is_given(cell)])
    own = "\n".join(cell.source for cell in nb.cells if not is_given(cell))
    said = "\n".join(
        part for c in locked.cells for ps in written_sentences(c.source) for part in ps
    )
    secrets: list[Secret] = []
    known = [own, said]
    for notebook in filter(None, (locked, instructors)):
        try:
            secrets += secret_lines(notebook)
            known.append(public_text(notebook))
        except RegionError:
            continue
    return Redaction(tuple(dict.fromkeys(secrets)), "\n".join(known), tuple(places))


def is_given(cell: NotebookNode) -> bool:
    """Whether the cell's text is the instructor's: nbgrader put back what it knows as locked."""
    return bool(grade_id(cell) and is_locked(cell))


def verdict_in_words(cell: NotebookNode) -> list[NotebookNode]:
    """Give the one output that a test keeps: why it did not pass. None if it passed."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if not errors:
        return []
    why = why_not_passed(cell.source, str(errors[-1].ename), str(errors[-1].evalue))
    text = NOT_PASSED.format(why=why)
    # As a paragraph it wraps; the text in it is the instructor's or ours.
    return [new_output("display_data", data={HTML: f"<p>{escape(text)}</p>", "text/plain": text})]


def own_text(cell: NotebookNode) -> str:
    """Make a student's own cell safe to show: no live HTML, nothing that nbgrader would cut out.

    nbgrader stops at a cell of the student's that says BEGIN HIDDEN TESTS.
    """
    source = str(cell.source)
    for kind in KINDS:
        source = re.sub(rf"(BEGIN|END) ({kind})", "\\1\N{NO-BREAK SPACE}\\2", source)
    if cell.cell_type != "markdown":
        return source
    pieces = CODE_SPAN.split(source)
    return "".join(p if i % 2 else TAG.sub("&lt;", p) for i, p in enumerate(pieces))
