"""The seam to one machine or many: which `concurrent.futures.Executor` a batch uses.

Nothing else in the code knows which one it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from traitlets.config import Config

from homeroom.errors import HomeroomError, UsageError
from homeroom.grading.environment import differences, environment
from homeroom.grading.execute import ExecuteUnlessKept
from homeroom.grading.pool import WorkerPool
from homeroom.kernels import KERNEL_NAME as WARM_KERNEL
from homeroom.kernels import ahead
from homeroom.kernels.client import Template
from homeroom.kernels.provisioner import WarmProvisioner

SECONDS_BESIDE_CELLS = 180.0
SECONDS_TO_ANSWER = 30


class ClusterError(HomeroomError):
    """The cluster cannot be used."""


def kernels_per_core(config: Config) -> int:
    """How many kernels are worth having in flight per core.

    A warm kernel spends half its time waiting; an ordinary one imports torch with all it can get.
    """
    return 2 if ExecuteUnlessKept(config=config).kernel_name == WARM_KERNEL else 1


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_executor(
    kind: str, *, workers: int, scheduler: str, config: Config, notebooks: int
) -> Iterator[tuple[Executor, int]]:
    """Open an executor; give it and how many jobs it works on at a time.

    Parameters
    ----------
    kind : str
        "process": worker processes on this machine; "dask": the workers of a Dask scheduler.
    workers : int
        Number of processes; 0 for as many as fit the cores. Of no meaning for Dask.
    scheduler : str
        Address of the Dask scheduler.
    config : Config
        The course's settings.
    notebooks : int
        How many notebooks a submission has, for the time that a process may take.
    """
    if kind == "dask":
        with _dask(scheduler) as found:
            yield found
        return
    if kind != "process":
        raise UsageError(f"There is no executor {kind!r}. There is: process, dask.")
    limit = ExecuteUnlessKept(config=config).notebook_timeout
    # With cells that train run after all, a notebook is run twice.
    seconds = 2 * notebooks * limit + SECONDS_BESIDE_CELLS if limit > 0 else None
    number = workers or cores() * kernels_per_core(config)
    pool = WorkerPool(number, seconds, *_one_template(config))
    try:
        yield pool, pool.workers
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _one_template(config: Config) -> tuple[Callable[..., Any] | None, tuple]:
    """Start the template of warm kernels once; give what hands it to every worker process."""
    if ExecuteUnlessKept(config=config).kernel_name != WARM_KERNEL:
        ahead.settle(None, None)
        return None, ()
    settings = WarmProvisioner(config=config)
    wanted = settings.isolation, settings.weights_folder()
    ahead.settle(*wanted)
    template = Template.shared(*wanted)
    return Template.adopt, template.share()


@contextmanager
def _dask(scheduler: str) -> Iterator[tuple[Executor, int]]:
    from distributed import Client

    if not scheduler:
        raise UsageError("--executor=dask needs --scheduler=ADDRESS, such as tls://host:8786.")
    try:
        client = Client(scheduler, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {scheduler} ({error}). Is the address right, is it "
            "running, and (with tls://) does Dask's configuration name the certificates?"
        ) from error
    with client:
        slots = _check_workers(client, scheduler)
        executor = client.get_executor(pure=False, retries=0)
        try:
            yield executor, slots
        finally:
            executor.shutdown(wait=False)


def _check_workers(client: object, scheduler: str) -> int:
    """See that workers are there, have one thread each and our versions; give their number."""
    threads = client.nthreads()  # type: ignore[attr-defined]
    if not threads:
        raise ClusterError(f"The Dask scheduler {scheduler} has no workers yet. Start some first.")
    crowded = sorted(worker for worker, count in threads.items() if count != 1)
    if crowded:
        raise ClusterError(
            f"The Dask worker {crowded[0]} has {threads[crowded[0]]} threads; grading needs one "
            "for each (nbgrader changes the folder of the whole process). Start workers with "
            "--nthreads 1, and more of them with --nworkers."
        )
    found = client.run(environment)  # type: ignore[attr-defined]
    for worker, versions in sorted(found.items()):
        if odd := differences(versions):
            raise ClusterError(
                f"The Dask worker {worker} has other versions: {', '.join(odd)}. Verdicts may "
                "differ; install the same environment there (constraints.txt)."
            )
    return len(threads)
