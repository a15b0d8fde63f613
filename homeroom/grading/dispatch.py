"""Keep an executor busy with jobs, and bring every job to an end: graded or failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace

from homeroom.grading.job import Graded, Job
from homeroom.grading.ledger import DIED, Ledger
from homeroom.grading.plan import MAX_DEATHS, Planned
from homeroom.grading.wire import ParcelError
from homeroom.grading.worker import grade_parcel

BYTES_IN_FLIGHT = 300_000_000


@dataclass
class Done:
    """A job that came to an end: graded, or failed with `result.failure` saying why."""

    planned: Planned
    result: Graded
    row: int
    died: bool = False


def run(
    todo: Iterable[Planned],
    make_job: Callable[[Planned], Job],
    executor: Executor,
    slots: int,
    ledger: Ledger,
    assignment: str,
    finish: Callable[[Done], None],
    *,
    held: bool = False,
) -> None:
    """Run jobs and hand each to `finish` as it ends, in this thread.

    A job whose worker died runs once more, when nothing else does; then it has failed.

    Parameters
    ----------
    todo : iterable of Planned
    make_job : callable
        Reads what was handed in; an `OSError` fails the job.
    executor : Executor
    slots : int
        How many jobs it works on at a time; as many again wait in it.
    ledger : Ledger
    assignment : str
    finish : callable
    held : bool
        Results are not applied at once.
    """
    queue, alone = deque[Planned](), deque[Planned]()
    for planned in todo:
        (alone if planned.alone else queue).append(planned)
    flying: dict[Future, tuple[Planned, int, int]] = {}

    def launch(planned: Planned) -> None:
        row = ledger.start(assignment, planned.student, planned.digests, held)
        try:
            parcel = make_job(planned).to_bytes()
        except OSError as error:
            why = f"it could not be read ({error.strerror or error})"
            finish(Done(planned, Graded(planned.student, failure=why), row))
            return
        flying[executor.submit(grade_parcel, parcel)] = planned, row, len(parcel)

    def land(future: Future) -> None:
        planned, row, _ = flying.pop(future)
        try:
            result = Graded.from_bytes(future.result())
        except ParcelError as error:
            finish(Done(planned, Graded(planned.student, failure=str(error)), row))
        except Exception as error:
            deaths = planned.deaths + 1
            why = f"the process that graded it died: {error or type(error).__name__}"
            if deaths < MAX_DEATHS:
                ledger.end(row, DIED, note=why)
                alone.append(replace(planned, deaths=deaths, alone=True))
            else:
                finish(Done(planned, Graded(planned.student, failure=why), row, died=True))
        else:
            finish(Done(planned, result, row))

    while queue or alone or flying:
        while (
            queue
            and len(flying) < 2 * slots
            and sum(size for _, _, size in flying.values()) < BYTES_IN_FLIGHT
        ):
            launch(queue.popleft())
        if not flying and not queue and alone:
            launch(alone.popleft())
        if flying:
            landed, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in landed:
                land(future)
