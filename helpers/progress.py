"""Show how training goes: in a notebook, in a terminal, in a log file; never on stderr."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Mapping
from html import escape
from typing import Any

from helpers.runtime import in_notebook

_REFRESH = 0.5  # seconds between looks at the device
_ROWS_SHOWN = 12


class Progress:
    """Shows nothing; the others derive from it.

    Parameters
    ----------
    epochs : int
        Epochs to come.
    batches : int or None
        Batches per epoch, where known.
    done : int
        Epochs done in an earlier run, which took no time in this one.
    """

    def __init__(self, epochs: int, batches: int | None, done: int = 0) -> None:
        self.epochs = epochs
        self.batches = batches
        self.done = done
        self.began = time.monotonic()
        self._next = self.began + _REFRESH

    def due(self) -> bool:
        """Tell whether it is time to show numbers again.

        Numbers are read from the device only then, so that showing them does not slow it down.
        """
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _REFRESH
        return True

    def note(self, text: str) -> None:
        """Show a remark."""

    def batch(self, epoch: int, done: int, means: Mapping[str, float]) -> None:
        """Show the state within an epoch."""

    def epoch(self, row: Mapping[str, float]) -> None:
        """Show an epoch that is complete."""

    def close(self) -> None:
        """Tidy up, whether training ended or failed."""

    def share(self, epoch: int, done: int) -> float:
        """Return how much of the whole is done, 0 to 1."""
        return (epoch - 1 + (done / self.batches if self.batches else 0)) / self.epochs

    def left(self, share: float) -> str:
        """Tell how long it will still take, by what this run has done so far."""
        gained = share - self.done / self.epochs
        spent = time.monotonic() - self.began
        return _clock(spent * (1 - share) / gained) if gained > 0 else "?"


class Lines(Progress):
    """One plain line per epoch, for files and pipes."""

    def note(self, text: str) -> None:
        """Print the remark."""
        print(text, flush=True)

    def epoch(self, row: Mapping[str, float]) -> None:
        """Print the line."""
        print(line(row, self.epochs), flush=True)


class Terminal(Progress):
    """A bar at the foot of the terminal, and a line per epoch that stays."""

    def __init__(self, epochs: int, batches: int | None, done: int = 0) -> None:
        super().__init__(epochs, batches, done)
        from tqdm import tqdm

        self._bar: Any = tqdm(
            total=epochs * (batches or 1),
            initial=done * (batches or 1),
            unit="batch" if batches else "epoch",
            file=sys.stdout,
            leave=False,
            dynamic_ncols=True,
        )

    def note(self, text: str) -> None:
        """Print the remark above the bar."""
        self._bar.write(text, file=sys.stdout)

    def batch(self, epoch: int, done: int, means: Mapping[str, float]) -> None:
        """Move the bar and show the running means."""
        if self.batches:
            self._bar.n = (epoch - 1) * self.batches + done
        self._bar.set_description(f"epoch {epoch}/{self.epochs}", refresh=False)
        self._bar.set_postfix_str(_numbers(means, ""), refresh=False)
        self._bar.refresh()

    def epoch(self, row: Mapping[str, float]) -> None:
        """Print the line above the bar."""
        self._bar.n = int(row["epoch"]) * (self.batches or 1)
        self._bar.write(line(row, self.epochs), file=sys.stdout)
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()


class Notebook(Progress):
    """A bar and a table of epochs that replace themselves in the output of the cell.

    Drawn with IPython's own display, for a widget would be dead in a saved notebook, and the
    saved table is what a reader of the hand-in sees.
    """

    def __init__(self, epochs: int, batches: int | None, done: int = 0) -> None:
        super().__init__(epochs, batches, done)
        from IPython.display import display

        self._rows: list[Mapping[str, float]] = []
        self._notes: list[str] = []
        self._handle: Any = display(self._bundle("starting"), raw=True, display_id=True)

    def batch(self, epoch: int, done: int, means: Mapping[str, float]) -> None:
        """Move the bar and show the running means."""
        share = self.share(epoch, done)
        spent = _clock(time.monotonic() - self.began)
        note = f"epoch {epoch}/{self.epochs}, {spent} gone, {self.left(share)} to go, "
        self._show(note + _numbers(means, ""), share)

    def epoch(self, row: Mapping[str, float]) -> None:
        """Add a row to the table."""
        self._rows.append(row)
        share = row["epoch"] / self.epochs
        spent = _clock(time.monotonic() - self.began)
        self._show(f"{spent} gone, {self.left(share)} to go", share)

    def close(self) -> None:
        """Leave the table without the bar."""
        self._show(f"{len(self._rows)} epochs in {_clock(time.monotonic() - self.began)}")

    def note(self, text: str) -> None:
        """Show the remark below the table, for good."""
        self._notes.append(text)
        self._show("")

    def _show(self, note: str, share: float | None = None) -> None:
        if self._handle is not None:
            self._handle.update(self._bundle(note, share), raw=True)

    def _bundle(self, note: str, share: float | None = None) -> dict[str, str]:
        rows = self._rows
        remarks = "".join(f"<div>{escape(remark)}</div>" for remark in self._notes)
        shown = rows if len(rows) <= _ROWS_SHOWN else [*rows[:2], None, *rows[3 - _ROWS_SHOWN :]]
        text = ["..." if row is None else line(row, self.epochs) for row in shown]
        body = "".join(_html_row(row, list(rows[-1])) for row in shown) if rows else ""
        head = "".join(f"<th>{name.replace('_', ' ')}</th>" for name in rows[-1]) if rows else ""
        bar = "" if share is None else f'<progress value="{share:.4f}" max="1"></progress> '
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return {
            "text/plain": "\n".join([*text, *self._notes, note]),
            "text/html": f"{table if rows else ''}{remarks}<div>{bar}{note}</div>",
        }


def reporter(epochs: int, batches: int | None, wanted: bool, done: int = 0) -> Progress:
    """Choose how to show progress here.

    Parameters
    ----------
    epochs : int
        Epochs to come.
    batches : int or None
        Batches per epoch, where known.
    wanted : bool
        False for silence.
    done : int
        Epochs done in an earlier run.

    Returns
    -------
    Progress
        A table in a notebook, a bar in a terminal, else one plain line per epoch.
    """
    if not wanted:
        return Progress(epochs, batches, done)
    if in_notebook():
        return Notebook(epochs, batches, done)
    return (Terminal if sys.stdout.isatty() else Lines)(epochs, batches, done)


def line(row: Mapping[str, float], epochs: int) -> str:
    """Write an epoch as one line.

    Parameters
    ----------
    row : mapping
        A row of a :class:`helpers.History`.
    epochs : int
        Epochs in all.

    Returns
    -------
    str

    Examples
    --------
    >>> line({"epoch": 2, "train_loss": 0.25, "train_accuracy": 0.9, "seconds": 1.5}, epochs=10)
    'epoch  2/10  train loss 0.2500, accuracy  90.00 %  (1.5 s)'
    """
    width = len(str(epochs))
    parts = [
        f"{part} {numbers}" for part in ("train", "val") if (numbers := _numbers(row, f"{part}_"))
    ]
    text = f"epoch {int(row['epoch']):{width}d}/{epochs}  " + "  ".join(parts)
    return text + f"  ({row['seconds']:.1f} s)"


def _numbers(values: Mapping[str, float], prefix: str) -> str:
    """Write loss, accuracy and other metrics, leaving out what was not measured."""
    loss = values.get(f"{prefix}loss", math.nan)
    accuracy = values.get(f"{prefix}accuracy", math.nan)
    words = [] if math.isnan(loss) else [f"loss {_short(loss)}"]
    words += [] if math.isnan(accuracy) else [f"accuracy {accuracy:7.2%}".replace("%", " %")]
    known = (f"{prefix}loss", f"{prefix}accuracy")
    words += [
        f"{name.removeprefix(prefix)} {_short(number)}"
        for name, number in values.items()
        if name.startswith(prefix) and name not in known and not math.isnan(number)
    ]
    return ", ".join(words)


def _html_row(row: Mapping[str, float] | None, columns: list[str]) -> str:
    if row is None:
        return f"<tr><td colspan='{len(columns)}'>&hellip;</td></tr>"
    return "<tr>" + "".join(f"<td>{_cell(name, row[name])}</td>" for name in columns) + "</tr>"


def _cell(name: str, number: float) -> str:
    if math.isnan(number):
        return "&ndash;"
    if name.endswith("accuracy"):
        return f"{100 * number:.2f} %"
    if name == "seconds":
        return f"{number:.1f}"
    if name == "lr":
        return f"{number:.3g}"
    return f"{number:g}" if name == "epoch" else _short(number)


def _short(number: float) -> str:
    """Write a loss with four decimals, or as a power of ten once it has exploded."""
    return f"{number:.4f}" if abs(number) < 1e4 else f"{number:.3g}"


def _clock(seconds: float) -> str:
    """Write a duration as minutes and seconds."""
    minutes, rest = divmod(round(max(seconds, 0)), 60)
    return f"{minutes}:{rest:02d}"
