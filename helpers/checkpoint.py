"""Checkpoints: everything a training run needs to go on exactly where it was.

A checkpoint is written whole or not at all, and read without running anything that is in it.
"""

import os
import warnings
import zipfile
from collections import Counter, OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from helpers.history import History
from helpers.passes import Work
from helpers.randomness import loader_state, random_state, set_loader_state, set_random_state

FORMAT = "helpers.fit checkpoint"
VERSION = 1
_KEYS = frozenset(
    [
        "settings",
        "model",
        "optimizer",
        "pace",
        "precision",
        "random",
        "train",
        "val",
        "history",
        "best_state",
    ]
)
_PLAIN = (bool, int, float, str, type(None), Tensor, nn.Parameter, torch.Size, torch.dtype)


class CheckpointError(ValueError):
    """A checkpoint cannot be used; the message says why, and what to do."""


class Checkpoint:
    """The checkpoint of one training run.

    Parameters
    ----------
    path : path
        File that is replaced as a whole.
    settings : mapping of str to plain values
        What must be the same when training goes on.
    loaders : pair
        Training and validation data.
    """

    def __init__(
        self, path: str | os.PathLike, settings: Mapping[str, Any], loaders: tuple[Any, Any]
    ) -> None:
        self.path = Path(path)
        self._settings = dict(settings)
        self._loaders = loaders

    def save(self, work: Work, history: History) -> None:
        """Write down where training is, between two epochs.

        Whenever the process is killed, a complete checkpoint is there, the earlier one or this.

        Parameters
        ----------
        work : Work
        history : History

        Raises
        ------
        CheckpointError
            If something in it is neither a tensor nor a plain value, and could not be read back.
        """
        state = {
            "format": FORMAT,
            "version": VERSION,
            "settings": self._settings,
            "model": work.model.state_dict(),
            "optimizer": work.optimizer.state_dict(),
            "pace": work.pace.state_dict(),
            "precision": work.precision.state_dict(),
            "random": random_state(),
            "train": loader_state(self._loaders[0]),
            "val": loader_state(self._loaders[1]),
            "history": history.rows,
            "best_state": history.best_state,
        }
        _write(self.path, _plain(state, ""))

    def restore(self, work: Work, history: History) -> None:
        """Go back to where training was.

        Parameters
        ----------
        work : Work
            Its model, optimiser, schedule and precision are set; so are all random numbers.
        history : History
            An empty one, filled here.

        Raises
        ------
        FileNotFoundError
            If there is no checkpoint.
        CheckpointError
            If it is damaged, no checkpoint of ``fit``, or one of another training.
        """
        state = read(self.path)
        _compare(self.path, state, work.model, self._settings)
        try:
            self._apply(state, work, history)
        except Exception as error:
            reason = (str(error).splitlines() or [""])[0]
            raise CheckpointError(
                f"{self.path} does not fit this training: {reason or type(error).__name__}. "
                f"{_ADVICE}"
            ) from error

    def _apply(self, state: dict[str, Any], work: Work, history: History) -> None:
        for row in state["history"]:
            numbers = {str(name): float(number) for name, number in row.items()}
            history.append(numbers | {"epoch": int(row["epoch"])})
        best = state["best_state"]
        if best is not None and set(best) != set(state["model"]):
            raise ValueError("its best weights are those of another model")
        history.best_state = None if best is None else _moved(best, work.device)
        work.optimizer.load_state_dict(state["optimizer"])
        work.pace.load_state_dict(state["pace"])
        work.precision.load_state_dict(state["precision"])
        work.model.load_state_dict(state["model"])
        for loader, part in zip(self._loaders, ("train", "val"), strict=True):
            set_loader_state(loader, state[part])
        set_random_state(state["random"])


_ADVICE = "Delete it, or give another path, to start anew"


def read(path: str | os.PathLike) -> dict[str, Any]:
    """Read a checkpoint: tensors and plain values, on the processor.

    Parameters
    ----------
    path : path

    Returns
    -------
    dict

    Raises
    ------
    FileNotFoundError
        If there is none.
    CheckpointError
        If it is damaged, holds anything but tensors and plain values, or comes from elsewhere.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"no checkpoint {path} to resume from; resume='auto' starts anew where there is none"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            state = torch.load(path, map_location="cpu", weights_only=True)
        # PyTorch does not compare the check sums of the tensors.
        with zipfile.ZipFile(path) as archive:
            if archive.testzip() is not None:
                raise ValueError("a check sum is wrong")
    except Exception as error:
        # Every way in which bytes can fail to be a checkpoint ends here; none was run.
        raise CheckpointError(
            f"{path} cannot be read as a checkpoint: it is cut short or damaged, or holds more "
            f"than tensors and plain values (none of it was run). {_ADVICE}"
        ) from error
    if not isinstance(state, dict) or state.get("format") != FORMAT or not set(state) >= _KEYS:
        raise CheckpointError(f"{path} is no checkpoint of fit, but something else. {_ADVICE}")
    if state.get("version") != VERSION:
        raise CheckpointError(
            f"{path} has version {state.get('version')!r}, this is helpers with version {VERSION} "
            f"of checkpoints. {_ADVICE}"
        )
    return state


def _compare(
    path: Path, state: dict[str, Any], model: nn.Module, settings: Mapping[str, Any]
) -> None:
    """Refuse the checkpoint of another training, by the differences that matter."""
    now = {k: tuple(v.shape) for k, v in model.state_dict().items() if isinstance(v, Tensor)}
    saved = state["model"] if isinstance(state["model"], dict) else {}
    then = {k: tuple(v.shape) for k, v in saved.items() if isinstance(v, Tensor)}
    found = [
        f"{name} {then.get(name, 'missing')}, now {now.get(name, 'missing')}"
        for name in now | then
        if now.get(name) != then.get(name)
    ]
    if not found:
        old = state["settings"] if isinstance(state["settings"], dict) else {}
        new = _plain(dict(settings), "settings")
        found = [f"{k}={old[k]!r}, now {new[k]!r}" for k in new if k in old and old[k] != new[k]]
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise CheckpointError(
            f"{path} belongs to another training: {'; '.join(found[:3])}{more}. Ask for the same "
            f"again to go on. {_ADVICE}"
        )


def _write(path: Path, state: dict[str, Any]) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Always the same name, so that runs that are killed leave at most one of these.
    aside = path.with_name(f".{path.name}.unfinished")
    with aside.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    if os.name == "posix":
        # The renaming itself is on the disk only once its folder is.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError:
            pass  # Mounted drives, Colab's among them, may not offer it.
        finally:
            os.close(folder)


def _plain(value: Any, where: str) -> Any:
    """Return a copy that can be read back, or say what cannot."""
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is dict:
        return {_plain(key, where): _plain(one, f"{where}.{key}") for key, one in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_plain(one, f"{where}[{n}]") for n, one in enumerate(value))
    if type(value) in (OrderedDict, Counter):
        for key, one in value.items():
            _plain(one, f"{where}.{key}")
        return value
    if type(value) not in _PLAIN:
        raise CheckpointError(
            f"{where.lstrip('.')} is a {type(value).__name__}; a checkpoint holds tensors and "
            "plain values only, or it could not be read safely"
        )
    return value


def _moved(state: Mapping[str, Any], device: torch.device) -> dict[str, Any]:
    return {k: v.to(device) if isinstance(v, Tensor) else v for k, v in state.items()}
