"""What Jupyter calls to start, interrupt and end a kernel: the provisioner "homeroom-warm".

The kernelspec of the same name asks for it, so whatever starts kernels through jupyter_client can
use it: nbclient, `nbgrader autograde`, `nbgrader validate`, the formgrader, JupyterLab.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Dict, Enum, Integer, Unicode, default

from homeroom.kernels import files, places, sandbox, wire
from homeroom.kernels.client import Fork, KernelError, Template
from homeroom.kernels.limits import MB, Limits
from homeroom.kernels.output import OutputLimit
from homeroom.kernels.prelude import Prelude, is_plain
from homeroom.kernels.prepared import (
    Plan,
    Prepared,
    folder_of,
    prepare,
    prepare_ahead,
    take_spare,
    wait_ready,
)

POLL_SECONDS = 0.01
SEED_VARIABLE = "HOMEROOM_SEED"
"""In the environment given at the start: seeds the kernel, and is not passed on to it."""
BEGINNING_VARIABLE = "HOMEROOM_BEGINNING"
"""Likewise: sources of cells that the kernel may have behind it, a list in JSON."""
# Of the environment given at the start, a kernel sees these: how to write, and how many threads.
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
PASSED_ON = ("LANG", "LANGUAGE", "TZ", *THREADS)
WITHOUT_BOX = (
    "Isolation is off: what students handed in runs with your own rights, beside the gradebook, "
    "the hidden tests and everybody's work. Only for notebooks that you trust like your own."
)


def _limit(default: int, help_: str) -> Any:
    return Integer(default, min=1, help=help_).tag(config=True)


class WarmProvisioner(KernelProvisionerBase):
    """Starts kernels as forks of a warm template, each in a box of its own."""

    isolation = Enum(
        ["box", "none"],
        default_value="box",
        help="'box': bubblewrap and walls around every kernel. 'none': no protection at all.",
    ).tag(config=True)
    memory_mb = _limit(Limits.memory_mb, "Memory of a kernel's processes together, in MB.")
    address_mb = _limit(Limits.address_mb, "Address space one process may add, in MB.")
    scratch_mb = _limit(Limits.scratch_mb, "Files that a kernel may write, in MB.")
    file_mb = _limit(Limits.file_mb, "Size of one file, in MB.")
    processes = _limit(Limits.processes, "Processes and threads of a kernel.")
    open_files = _limit(Limits.open_files, "Open files of one process.")
    cpu_seconds = _limit(Limits.cpu_seconds, "CPU time of a kernel, in seconds.")
    wall_seconds = _limit(Limits.wall_seconds, "Time from a kernel's first work on, in seconds.")
    output_mb = _limit(64, "What a kernel may send, in MB.")
    messages = _limit(20_000, "How many messages a kernel may send.")
    start_seconds = _limit(180, "How long to wait for the template and for a fork, in seconds.")
    spares = Integer(1, min=0, help="How many kernels to fork ahead.").tag(config=True)
    seed = Unicode("homeroom", help="Seeds NumPy, torch and Python in every kernel.").tag(
        config=True
    )
    torch_home = Unicode(
        help="torch's cache, with pretrained weights in hub/checkpoints; kernels can read these."
    ).tag(config=True)
    environment = Dict(
        value_trait=Unicode(), key_trait=Unicode(), help="Environment variables for kernels."
    ).tag(config=True)

    @default("torch_home")
    def _torch_home_default(self) -> str:
        return places.default_torch_home()

    fork: Fork | None = None
    has_begun = False
    """Whether the kernel has the cells of `BEGINNING_VARIABLE` behind it."""
    ended_because: str | None = None
    """Why the template ended the kernel, where it did."""

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet waited for."""
        return self.fork is not None

    async def poll(self) -> int | None:
        """Return None while the kernel runs, else its exit code."""
        if self.fork is None:
            return 0
        code = self.fork.look()
        if code is not None and self.fork.why and self.ended_because != self.fork.why:
            self.ended_because = self.fork.why
            self.log.warning("A kernel was stopped: %s", self.fork.why)
        return code

    async def wait(self) -> int | None:
        """Wait for the kernel's end."""
        code: int | None = 0
        if self.fork is not None:
            while (code := await self.poll()) is None:
                await asyncio.sleep(POLL_SECONDS)
            self._let_go()
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and to what it started in its group."""
        if self.fork is None:
            return
        if signum == 0:
            return
        self.fork.tell({"kill": True} if signum == 9 else {"signal": int(signum)})

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and everything that it started."""
        await self.send_signal(9)

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel: there is nothing in a box that would need time to be put away."""
        await self.kill(restart)

    async def shutdown_requested(self, restart: bool = False) -> None:
        """End the kernel now, as soon as it is asked politely to end itself."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of a kernel that is left."""
        self._let_go()

    def _let_go(self) -> None:
        if self.fork is not None:
            self.fork.close()
            self.fork = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the arguments; there is no command to build and no connection file to write."""
        kwargs.pop("transport_encryption", None)  # the sockets lie in a folder of the kernel's own
        arguments = kwargs.pop("extra_arguments", [])
        return await super().pre_launch(cmd=[*self.kernel_spec.argv, *arguments], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel: take one that was forked ahead, or fork one.

        Raises
        ------
        SandboxError, KernelError
            If there can be no kernel; the message says what to do.
        """
        if self.isolation == "none" and not _warned:
            _warned.append(True)
            self.log.warning(WITHOUT_BOX)
        given = dict(kwargs.get("env") or {})
        folder = Path(kwargs["cwd"]) if kwargs.get("cwd") else None
        if folder is not None and self.isolation == "box":
            _check_hidden(folder)
        template = Template.shared(self.isolation, self.weights_folder())
        self.ended_because = None
        seed = given.get(SEED_VARIABLE) or self.seed
        packed = files.pack(folder, self.scratch_mb * MB // 2) if folder else files.Packed()
        plan = self._plan(cmd[len(self.kernel_spec.argv) :], given)
        if packed.archive is None:  # cells may read the files beside the notebook
            plan = replace(plan, beginning=self._beginning(plan, given, seed))
        prepared, plan = await self._ready(template, plan)
        self.has_begun = bool(plan.beginning)
        self.fork, self.connection_info = prepared.fork, prepared.connection
        self._limit_output(prepared.fork)
        self._hand_over(prepared.fork, packed, seed)
        with contextlib.suppress(KernelError):  # whoever wants the next kernel is told
            prepare_ahead(template, plan, self.spares)
        return self.connection_info

    def _limit_output(self, fork: Fork) -> None:
        """Let the manager's clients count what they receive."""
        if self.parent is None or not hasattr(self.parent, "client_factory"):
            return

        def stop(why: str) -> None:
            fork.why = fork.why or why
            fork.tell({"kill": True})

        limit = OutputLimit(self.output_mb * MB, self.messages, stop)
        self.parent.client_factory = limit.watch(self.parent.client_factory)

    def _hand_over(self, fork: Fork, packed: files.Packed, seed: str) -> None:
        """Give a kernel its seed and the files beside the notebook; its time begins."""
        if packed.left_out:
            self.log.warning("Not taken into the box: %s", "; ".join(packed.left_out[:10]))
        fork.tell({"begin": True})
        wire.send(fork.handover, {"seed": seed}, packed.descriptors())
        fork.handover.close()
        packed.close()

    def weights_folder(self) -> Path | None:
        """Give the folder with pretrained weights, or None where there is none."""
        return places.weights_folder(self.torch_home)

    def _plan(self, arguments: list[str], given: Mapping[str, str]) -> Plan:
        environment = {
            "PATH": sandbox.kernel_path(),
            "LANG": "C.UTF-8",
            "USER": "student",
            "LOGNAME": "student",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            **dict.fromkeys(THREADS, "1"),
            "TORCH_HOME": places.WEIGHTS if self.isolation == "box" else self.torch_home,
            **{k: v for k, v in given.items() if k in PASSED_ON or k.startswith("LC_")},
            **self.kernel_spec.env,
            **self.environment,
        }
        limits = Limits(**{name: getattr(self, name) for name in Limits().message()})
        return Plan(tuple(arguments), tuple(sorted(environment.items())), limits)

    def _beginning(self, plan: Plan, given: Mapping[str, str], seed: str) -> bytes:
        """Give the prelude that a kernel can have behind it; empty where it must run all cells."""
        cells = tuple(json.loads(given.get(BEGINNING_VARIABLE, "[]")))
        alone = all(value == "1" for name, value in plan.environment if name in THREADS)
        if not cells or self.isolation != "box" or not alone or not all(map(is_plain, cells)):
            return b""
        text = Prelude(cells, seed, plan.environment).to_bytes()
        return b"" if text in _refused else text

    async def _ready(self, template: Template, plan: Plan) -> tuple[Prepared, Plan]:
        """Take a kernel that was prepared ahead; after a restart, one under the old address.

        If no kernel can be had that has the prelude behind it, one without is prepared.
        """
        before = self.connection_info or None
        if before is not None and folder_of(before).parent == template.run:
            prepared: Prepared | None = prepare(template, plan, again=before)
        else:
            prepared = take_spare(template, plan)
        prepared = prepared or prepare(template, plan)
        try:
            await wait_ready(template, prepared, self.start_seconds)
        except KernelError as error:
            if not plan.beginning:
                raise
            self.log.info("%s", error)
            _refused.add(plan.beginning)
            return await self._ready(template, replace(plan, beginning=b""))
        return prepared, plan

    async def get_provisioner_info(self) -> dict[str, Any]:
        """Tell what is known of the kernel."""
        info = await super().get_provisioner_info()
        return {**info, "pid": self.fork.pid if self.fork else None}


_warned: list[bool] = []
_refused: set[bytes] = set()
"""Preludes that no branch of the template could run."""


def _check_hidden(folder: Path) -> None:
    """Refuse where the course itself would be seen in the box."""
    if sandbox.visible(folder.resolve(), sandbox.environment_folders()):
        raise sandbox.SandboxError(
            f"{folder} lies inside the Python environment ({sys.prefix}), which every kernel can "
            "read. Make the environment in a folder of its own, such as .venv in the course."
        )
