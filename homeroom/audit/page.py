"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

from jinja2 import Environment, StrictUndefined

from homeroom.audit.result import EQUIVALENT, KILLED, SURVIVED, QuestionAudit, kill_rate, leaks


def render_page(questions: list[QuestionAudit], seconds: float) -> str:
    """Make the page of an audit: figures, survivors as diffs, equivalents, who loses what."""
    text = resources.files("homeroom.audit").joinpath("page.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    assignments = []
    for name in dict.fromkeys(q.assignment for q in questions):
        own = [q for q in questions if q.assignment == name]
        tests = [test for q in own for test in q.tests]
        assignments.append(
            {
                "name": name,
                "questions": own,
                "tests": tests,
                "short": {test: number for number, test in enumerate(tests, 1)},
                "leaks": leaks(own),
                "mutants": sum(len(q.mutants) for q in own),
                "rate": kill_rate(own),
                "survivors": sum(len(q.with_fate(SURVIVED)) for q in own),
                "seconds": sum(sum(q.seconds.values()) for q in own),
            }
        )
    return environment.from_string(text).render(
        assignments=assignments,
        seconds=seconds,
        when=datetime.now().strftime("%d %B %Y, %H:%M"),
        fates={"killed": KILLED, "survived": SURVIVED, "equivalent": EQUIVALENT},
    )
