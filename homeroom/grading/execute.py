"""How `nbgrader autograde` runs a submission here: cells that train are not run again.

Both preprocessors take the place of nbgrader's own and obey its settings (`c.Execute.timeout`).
"""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import ClearOutput
from traitlets import Integer

from homeroom.grading.beginning import as_variable, beginning, recall, remember
from homeroom.grading.given_names import afterwards, is_given, may_delete
from homeroom.grading.judged_outputs import judged_outputs
from homeroom.grading.judging import JudgingExecute
from homeroom.grading.kept import as_handed_in, is_kept, kept_cells, missed_names
from homeroom.instructor_copy import instructor_notebook
from homeroom.kernels.provisioner import BEGINNING_VARIABLE, WarmProvisioner
from homeroom.notebooks import is_test, points

Converted = tuple[NotebookNode, dict[str, Any]]


def grading_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the environment variables of the kernel that runs a submission.

    Data come from the small samples inside `helpers`, quickly and without a network; nothing
    tells student code that nbgrader runs it. One thread is enough for tests, gives the same sums
    everywhere, and does not wait for other threads on a busy machine.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith("NBGRADER_")}
    return {**kept, "HELPERS_DATA": "sample", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class ClearOutputUnlessKept(ClearOutput):
    """Clear all outputs but those of cells that are not run at grading."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Look up which cells those are, then go through the cells."""
        instructors = instructor_notebook(self, resources)
        self._kept = kept_cells(instructors) if instructors else frozenset()
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> Converted:
        """Clear the cell, or mark its outputs as handed in."""
        if not is_kept(cell, self._kept):
            return super().preprocess_cell(cell, resources, cell_index)
        cell.outputs = as_handed_in(cell.outputs)
        return cell, resources


class ExecuteUnlessKept(JudgingExecute):
    """Run the cells that are to be run, and see to it that test cells say only their verdict.

    If a cell fails for a name that only a kept cell assigns, everything is run once more from
    the start, kept cells included. What a person should know stands in the notebook's metadata
    under "homeroom": `kept_cells_run`, and `accidents` that a kernel did not survive.
    A cell that takes too long is interrupted, and the next one is run.
    """

    answer_timeout = Integer(
        None,
        allow_none=True,
        help="Seconds for a cell that is not given: an answer, a test, a student's own; by "
        "default `timeout`. Given cells import and load data, and may take longer.",
    ).tag(config=True)

    _is_warm = False
    """Whether kernels are forks of the template."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.timeout_func = self._seconds_for

    def _seconds_for(self, cell: NotebookNode) -> int | None:
        own = self.answer_timeout is not None and not is_given(cell)
        seconds = self.answer_timeout if own else self.timeout
        return seconds and seconds * self._tests_at_once

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any], km: Any = None) -> Converted:
        """Run the notebook."""
        instructors = instructor_notebook(self, resources)
        kept = kept_cells(instructors) if instructors else frozenset()
        remarks: dict[str, Any] = {}
        handed_in = {
            index: copy.deepcopy(cell.outputs)
            for index, cell in enumerate(nb.cells)
            if is_kept(cell, kept)
        }
        self._instructors = instructors
        self.begin_judging(instructors, kept)
        nb, resources = self._run(nb, resources, km, left_out=frozenset(handed_in))
        if missed := missed_names(nb, kept):
            self.log.warning(
                "Kept cells are run after all: later cells need %s", ", ".join(sorted(missed))
            )
            self.begin_judging(instructors, kept)
            nb, resources = self._run(nb, resources, km, left_out=frozenset())
            remarks["kept_cells_run"] = True
            for index, outputs in handed_in.items():
                nb.cells[index].outputs = outputs
        self.end_judging()
        if self.accidents:
            remarks["accidents"] = self.accidents
        nb.metadata.pop("homeroom", None)  # a student cannot write there
        if remarks:
            nb.metadata["homeroom"] = from_dict(remarks)
        return nb, resources

    def _run(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any, left_out: frozenset[int]
    ) -> Converted:
        self._left_out = left_out
        self._replies: dict[int, dict[str, Any]] = {}
        self._restores_names = may_delete(nb.cells)
        self._beginning = beginning(nb, self._instructors, left_out)
        settings = self.config.get("WarmProvisioner")
        key = as_variable(nb, self._beginning), self.kernel_name, str(settings)
        self._recalled = recall(key, self._beginning)
        nb, resources = super().preprocess(nb, resources, km)
        if not self._recalled and self._is_warm:
            remember(key, nb, self._beginning, self._replies)
        for index, cell in enumerate(nb.cells):
            if is_test(cell):
                reply = self._replies.get(index)
                cell.outputs = judged_outputs(cell.source, cell.outputs, reply, points(cell))
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> Converted:
        """Run one cell, unless it is left out."""
        if index in self._left_out:
            return cell, resources
        if index in self._recalled:
            self._recall(cell, index)
        else:
            cell, resources = super().preprocess_cell(cell, resources, index)
        if self._restores_names and cell.cell_type == "code" and not self._stopped:
            self.wait_for_reply(self.kc.execute(afterwards(cell), silent=True))
        return cell, resources

    def _can_run_first(self, index: int) -> bool:
        return not self._restores_names and super()._can_run_first(index)

    def _is_left_out(self, index: int) -> bool:
        return index in self._left_out

    def _recall(self, cell: NotebookNode, index: int) -> None:
        """Put in what a cell showed that this kernel has behind it."""
        shown = self._recalled[index]
        cell.outputs = copy.deepcopy(shown.outputs)
        cell.execution_count = shown.execution_count
        self._replies[index] = {"status": "ok"}
        self._went_well.append(index)  # a kernel that has to replace this one runs it

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start a kernel; the first one may have the notebook's beginning behind it."""
        first = not self._went_well
        environment = dict(kwargs.get("env", os.environ))
        environment.pop(BEGINNING_VARIABLE, None)
        if first and self._recalled:
            environment[BEGINNING_VARIABLE] = as_variable(self.nb, self._beginning)
        super().start_new_kernel(**{**kwargs, "env": environment})
        provisioner = self.km.provisioner
        self._is_warm = isinstance(provisioner, WarmProvisioner)
        if first and not (self._is_warm and provisioner.has_begun):
            self._recalled = {}

    def on_cell_executed(self, **kwargs: Any) -> None:
        """Remember whether the cell itself failed: its outputs do not tell for certain."""
        super().on_cell_executed(**kwargs)
        self._replies[kwargs["cell_index"]] = kwargs["execute_reply"]["content"]

    def setup_kernel(self, **kwargs: Any) -> AbstractContextManager[None]:
        """Start the kernel in the grading environment."""
        kwargs.setdefault("env", grading_environment(os.environ))
        return super().setup_kernel(**kwargs)
