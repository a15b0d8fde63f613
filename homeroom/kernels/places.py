"""Where things lie for a kernel: inside the box, or without one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

RUN = "/run/homeroom"
OWN = "/k"
SCRATCH = "/scratch"
HOME = "/home/student"
SAMPLES = "/samples"
WEIGHTS = "/weights"
CHECKPOINTS = "hub/checkpoints"
"""Where torch looks for pretrained weights, below its home."""


@dataclass(frozen=True)
class Places:
    """The folders of one kernel as it sees them itself.

    Attributes
    ----------
    sockets : str
        Where its sockets lie.
    home : str
        Its home; the notebook's folder is `work` in it.
    temporary : str
        For temporary files.
    """

    sockets: str
    home: str
    temporary: str

    @property
    def work(self) -> str:
        """The notebook's folder."""
        return f"{self.home}/work"

    @classmethod
    def boxed(cls) -> Places:
        """Inside the box every kernel sees the same names."""
        return cls(OWN, HOME, "/tmp")

    @classmethod
    def bare(cls, own: Path) -> Places:
        """Without a box everything lies in the kernel's own folder."""
        return cls(str(own), str(own / "home"), str(own / "tmp"))


def set_environment(given: dict[str, str], places: Places) -> None:
    """Set environment variables; nothing of the template's or the worker's own is left."""
    os.environ.clear()
    os.environ.update(given)
    os.environ.update(HOME=places.home, TMPDIR=places.temporary)
    Path(places.work).mkdir(exist_ok=True)
    os.chdir(places.work)


def default_torch_home() -> str:
    """Where torch keeps what it downloads, unless it is told otherwise."""
    return os.environ.get("TORCH_HOME") or str(Path.home() / ".cache" / "torch")


def weights_folder(torch_home: str) -> Path | None:
    """Give the folder with pretrained weights, or None where there is none."""
    folder = Path(torch_home, CHECKPOINTS).resolve()
    return folder if folder.is_dir() else None
