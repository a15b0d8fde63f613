"""Outputs of a test cell, brought to a form in which only its own verdict counts.

nbgrader reads the verdict off the outputs: anything on stderr is a failure, any error shown is
one, any number shown is the score. Student code that a test calls can print and show things too.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from homeroom.ansi import without_ansi
from homeroom.syntax import ends_in_score

NOT_RUN = "this test was not run"
SILENT = "The test stopped without saying why."


def judged_outputs(
    source: str, outputs: list[NotebookNode], reply: dict[str, Any] | None, points: float
) -> list[NotebookNode]:
    """Give the outputs that a test cell should have.

    Parameters
    ----------
    source : str
        The test.
    outputs : list of outputs
        What the kernel sent while the test ran.
    reply : dict or None
        The kernel's answer to the request to run it; None if it was not run, which is no pass.
    points : float
        What the test can earn.

    Returns
    -------
    list of outputs
        Printed text, all of it as standard output; one error if the test failed, none
        otherwise; one value if the test ends in a score and passed. A number that cannot be its
        score, more than all points or none at all, is an error: else nbgrader would give all.
    """
    if reply is None:
        return [_error_of({"ename": "NotRun", "evalue": NOT_RUN})]
    failed = reply.get("status") == "error"
    errors = [o for o in outputs if o.output_type == "error" and o.ename == reply.get("ename")]
    results = [o for o in outputs if o.output_type == "execute_result"]
    shown = [
        _only_shown(o) for o in outputs if o.output_type != "execute_result" and o not in errors
    ]
    if failed:
        return [*shown, errors[-1] if errors else _error_of(reply)]
    shown += [_only_shown(error) for error in errors]
    if results and ends_in_score(source):
        score = _number(results[-1])
        if score is not None and 0 <= score <= points:
            shown.append(results[-1])
        elif score is not None:
            evalue = f"the score came out as {score:g}, which is not from 0 to {points:g}"
            shown.append(_error_of({"ename": "ScoreError", "evalue": evalue}))
    return shown


def _only_shown(output: NotebookNode) -> NotebookNode:
    """Make text on stderr, and an error that the test itself survived, plain printed text."""
    if output.output_type == "error":
        return new_output("stream", name="stdout", text=without_ansi("\n".join(output.traceback)))
    if output.output_type == "stream":
        return new_output("stream", name="stdout", text=output.text)
    return output


def _error_of(reply: dict[str, Any]) -> NotebookNode:
    return new_output(
        "error",
        ename=reply.get("ename", "Error"),
        evalue=reply.get("evalue", ""),
        traceback=reply.get("traceback") or [reply.get("evalue") or SILENT],
    )


def _number(result: NotebookNode) -> float | None:
    """The number that a result shows; None if it shows something else."""
    try:
        return float(result.data["text/plain"])
    except (KeyError, TypeError, ValueError):
        return None
