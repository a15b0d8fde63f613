"""A progress bar with remaining time for long work; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """One bar: ``start(total)`` once, then ``advance(name)`` for each thing done."""

    def __init__(self, progress: Progress, label: str) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=None, last="", note="")

    def start(self, total: int) -> None:
        """Say how many things there are to do."""
        self._progress.update(self._task, total=total)

    def advance(self, name: str) -> None:
        """One more is done."""
        self._progress.update(self._task, advance=1, last=escape(name))

    def note(self, text: str) -> None:
        """Show a remark behind the bar, in the place of the last one."""
        self._progress.update(self._task, note=escape(text))

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Take the bar off the screen while the block runs, to ask something for instance."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()


@contextmanager
def progress_bar(console: Console, label: str) -> Iterator[Bar]:
    """Show a bar while the block runs; nothing is drawn when the console is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[last]}"),
        TextColumn("[dim]{task.fields[note]}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        yield Bar(progress, label)
