"""What goes wrong in answer cells without being a wrong answer, as code to stand before one.

Each accident ends its cell before the answer itself is reached, so that the question is lost; no
other may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from homeroom.grading.given_names import is_given
from homeroom.syntax import bound_names

SYNTAX_ERROR = """\
def not_finished(x:
    return x
"""
ENDLESS_LOOP = """\
tries = 0
while tries < 10:  # and nobody counts
    pass
"""
# The name belongs to a given cell, and later questions need it.
DELETED_NAME = """\
del {name}  # tidy up
{name}
"""
MISSING_DEVICE = """\
import torch as _torch

trial = _torch.nn.Linear(2, 2).to("cuda:99")
"""
LONG_TRAINING = """\
import torch as _torch

trial = _torch.nn.Sequential(_torch.nn.Conv2d(1, 32, 5), _torch.nn.Conv2d(32, 32, 5))
steps = _torch.optim.Adam(trial.parameters())
for epoch in range(30):
    for batch in range(60_000 // 64):
        steps.zero_grad()
        trial(_torch.rand(64, 1, 28, 28)).square().mean().backward()
        steps.step()
"""
# A set that no homework uses, from a server that is not there: as it is without a network.
DOWNLOAD = """\
from torchvision import datasets as _datasets

_datasets.KMNIST.mirrors = ["http://127.0.0.1:9/"]
_datasets.KMNIST("fresh", download=True)
"""
PREFERRED = ("torch", "np", "nn")


@dataclass(frozen=True)
class Accident:
    """One way in which an answer cell comes to a bad end.

    Attributes
    ----------
    idea : str
        In a few words.
    code : str
        What stands before the answer; ``{name}`` is a given name.
    """

    idea: str
    code: str

    def before(self, answer: str, given: str) -> str:
        """Give the answer cell in which it happens."""
        return self.code.replace("{name}", given) + answer


ACCIDENTS = (
    Accident("a syntax error", SYNTAX_ERROR),
    Accident("an endless loop", ENDLESS_LOOP),
    Accident("a given name deleted", DELETED_NAME),
    Accident("a model on a missing device", MISSING_DEVICE),
    Accident("thirty epochs over the full set", LONG_TRAINING),
    Accident("download=True without a network", DOWNLOAD),
)


def deal(questions: list[str], most: int = 3) -> Iterator[dict[str, Accident]]:
    """Deal the accidents out to as few students as will do.

    Parameters
    ----------
    questions : list of str
        Questions that a test judges. Where there are enough of them, one at least is spared for
        each student, to show that it is not lost.
    most : int
        Accidents of one student.

    Yields
    ------
    dict of str to Accident
        What happens to one student, by question.

    Examples
    --------
    >>> for student in deal(["a", "b", "c"]):
    ...     print({question: accident.idea for question, accident in student.items()})
    {'a': 'a syntax error', 'b': 'an endless loop'}
    {'c': 'a given name deleted', 'a': 'a model on a missing device'}
    {'b': 'thirty epochs over the full set', 'c': 'download=True without a network'}
    """
    if not questions:
        return
    each = min(most, max(1, len(questions) - 1))
    for start in range(0, len(ACCIDENTS), each):
        yield {
            questions[number % len(questions)]: ACCIDENTS[number]
            for number in range(start, min(start + each, len(ACCIDENTS)))
        }


def given_name(notebook: NotebookNode) -> str:
    """Choose a name that given cells bind, one that most answers need if there is one."""
    given = filter(is_given, notebook.cells)
    found = [name for cell in given for name in sorted(bound_names(cell.source))]
    return next((name for name in PREFERRED if name in found), found[0] if found else "print")
