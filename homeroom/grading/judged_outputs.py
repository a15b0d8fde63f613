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
        The kernel's answer to the request to run it; None if it was not run.
    points : float
        What the test can earn.

    Returns
    -------
    list of outputs
        Printed text, all of it as standard output; one error if the test failed, none
        otherwise; one value if the test ends in a score and passed.
    """
    if reply is None:
        return outputs
    failed = reply.get("status") == "error"
    errors = [o for o in outputs if o.output_type == "error" and o.ename == reply.get("ename")]
    results = [o for o in outputs if o.output_type == "execute_result"]
    shown = [
        _only_shown(o) for o in outputs if o.output_type != "execute_result" and o not in errors
    ]
    if failed:
        return [*shown, errors[-1] if errors else _error_of(reply)]
    shown += [_only_shown(error) for error in errors]
    if results and ends_in_score(source) and _is_score(results[-1], points):
        shown.append(results[-1])
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
        traceback=reply.get("traceback") or ["The test stopped without saying why."],
    )


def _is_score(result: NotebookNode, points: float) -> bool:
    """Whether nbgrader can take the value: it stops the whole batch at one above the maximum."""
    try:
        return 0 <= float(result.data["text/plain"]) <= points
    except (KeyError, TypeError, ValueError):
        return False
