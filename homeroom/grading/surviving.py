"""nbgrader's Execute, in which a kernel that dies or hangs costs one cell, not the notebook.

The cell that was running gets an error; a new kernel is started, the cells that went well before
are run again in it (tests excepted), and the notebook goes on behind the cell. All of it is
bounded: by the time that a notebook may take, by a number of new kernels, by bytes of output.
"""

from __future__ import annotations

import asyncio
import copy
import json
from time import monotonic
from typing import Any

import zmq
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Integer, default

from homeroom.notebooks import grade_id, is_test
from homeroom.outputs import notice

Converted = tuple[NotebookNode, dict[str, Any]]

DIED = "the kernel died while this cell ran"
HUNG = "this cell could not be stopped when its time was over"
FLOODED = "this cell wrote more output than is taken"
OUT_OF_TIME = "not run: the time for the whole notebook was over"
GIVEN_UP = "not run: the kernel had died too often"
CUT = "[more output than {megabytes:g} MB: left out]"


class SurvivingExecute(Execute):
    """Run a notebook to its end, whatever one of its cells does."""

    notebook_timeout = Integer(
        900, help="Seconds that all cells of a notebook may take together; 0: no limit."
    ).tag(config=True)
    new_kernels = Integer(
        3, help="How often a kernel that died or hung is replaced in one notebook."
    ).tag(config=True)
    output_bytes = Integer(10_000_000, help="Bytes of output that are taken of one cell.").tag(
        config=True
    )
    flood_bytes = Integer(
        200_000_000, help="Bytes of output (or of one message) at which the kernel is stopped."
    ).tag(config=True)

    @default("shutdown_kernel")
    def _shutdown_kernel_default(self) -> str:
        return "immediate"

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any], km: Any = None) -> Converted:
        """Run the notebook."""
        limit = self.notebook_timeout
        self._deadline = monotonic() + limit if limit > 0 else None
        self._went_well: list[int] = []
        self._replaced = 0
        self._flooded = False
        self._written: dict[int, int] = {}
        self._stopped = ""
        self.accidents: list[dict[str, Any]] = []
        return super().preprocess(nb, resources, km)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> Converted:
        """Run one cell; if the kernel does not survive it, note that and get another."""
        if cell.cell_type != "code" or not cell.source.strip():
            return super().preprocess_cell(cell, resources, index)
        if not self._stopped and self._remaining() <= 0:
            self._stop(OUT_OF_TIME)
        if self._stopped:
            cell.outputs = []
            self._fail(cell, index, self._stopped)
            return cell, self.resources
        try:
            done = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self._accident(cell, index, FLOODED if self._flooded else DIED)
        except CellTimeoutError:
            self._accident(cell, index, FLOODED if self._flooded else HUNG)
        else:
            self._went_well.append(index)
            return done
        return cell, self.resources

    def _accident(self, cell: NotebookNode, index: int, what: str) -> None:
        self._fail(cell, index, what)
        self.log.warning("Cell %s: %s", grade_id(cell) or index, what)
        self._replaced += 1
        if self._replaced > self.new_kernels:
            self._stop(GIVEN_UP)
            return
        try:
            self._new_kernel()
        except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
            self.log.warning("The cells before it could not be run again: %s", error)
            self._stop(GIVEN_UP)

    def _stop(self, why: str) -> None:
        self._stopped = why
        self.accidents.append({"cell": None, "what": why})

    def _fail(self, cell: NotebookNode, index: int, why: str) -> None:
        """Give the cell an error, as if its code had raised one."""
        error = {"ename": "KernelError", "evalue": why, "traceback": [f"KernelError: {why}"]}
        cell.outputs.append(new_output("error", **error))
        self.on_cell_executed(
            cell=cell, cell_index=index, execute_reply={"content": {"status": "error", **error}}
        )
        if not self._stopped:
            self.accidents.append({"cell": grade_id(cell) or index, "what": why})

    def _new_kernel(self) -> None:
        """Replace the kernel and bring it to where the last one was."""
        self._cleanup_kernel()
        self._flooded = False
        self.km = self.create_kernel_manager()
        self.start_new_kernel(**self._start_arguments)
        self.start_new_kernel_client()
        for index in self._went_well:
            cell = self.nb.cells[index]
            if is_test(cell):
                continue
            written = self._written.get(index)
            try:
                self.execute_cell(copy.deepcopy(cell), index, store_history=True)
            finally:  # nbclient puts the copy in its place
                self.nb.cells[index] = cell
                if written is not None:
                    self._written[index] = written

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start a kernel, and remember how."""
        self._start_arguments = kwargs
        run_sync(self.async_start_new_kernel)(**kwargs)

    def create_kernel_manager(self) -> Any:
        """Make a manager whose clients refuse a message that is larger than all output may be."""
        km = super().create_kernel_manager()
        km.context.setsockopt(zmq.MAXMSGSIZE, self.flood_bytes)
        return km

    def _remaining(self) -> float:
        return float("inf") if self._deadline is None else self._deadline - monotonic()

    def _get_timeout(self, cell: NotebookNode | None) -> int | None:
        timeout = super()._get_timeout(cell)
        if self._deadline is None:
            return timeout
        left = max(1, round(self._remaining()))
        return left if timeout is None else min(timeout, left)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take an output of the cell, unless it has written too much."""
        if msg["msg_type"] not in ("stream", "display_data", "execute_result", "error"):
            return super().process_message(msg, cell, cell_index)
        before = self._written.get(cell_index, 0)
        written = before + _size(msg["content"])
        self._written[cell_index] = written
        if written > self.flood_bytes and not self._flooded:
            self._flooded = True
            assert self.km is not None
            self._killing = asyncio.ensure_future(ensure_async(self.km.shutdown_kernel(now=True)))
        if written <= self.output_bytes:
            return super().process_message(msg, cell, cell_index)
        if before <= self.output_bytes:
            cell.outputs.append(notice(CUT.format(megabytes=self.output_bytes / 1e6)))
        return None


def _size(content: dict[str, Any]) -> int:
    """Bytes of an output message, nearly."""
    if "text" in content:
        return len(content["text"])
    return len(json.dumps(content.get("data", content.get("traceback", "")), default=str))
