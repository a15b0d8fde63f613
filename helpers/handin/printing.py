"""From HTML to PDF, with what the machine has: WeasyPrint, or a browser of Chrome's family."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 180
"""Seconds that a browser may take."""

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


class CannotPrintError(RuntimeError):
    """No program on this machine makes the PDF; the message says what each of them said."""


def print_to_pdf(page: Path, to: Path) -> str:
    """Print a page to PDF with the first program that can.

    Parameters
    ----------
    page : pathlib.Path
        An HTML file.
    to : pathlib.Path
        The PDF, which is replaced only when the new one is complete.

    Returns
    -------
    str
        Name of the program.

    Raises
    ------
    CannotPrintError
        If none can.
    """
    reasons = []
    with tempfile.TemporaryDirectory(prefix="homeroom-pdf-") as aside:
        made = Path(aside) / "made.pdf"
        for name, printer in _printers():
            try:
                printer(page.resolve(), made)
            except Exception as error:
                # Each program fails in ways of its own; the next one is tried.
                reasons.append(f"{name}: {(str(error).splitlines() or [type(error).__name__])[0]}")
                continue
            if made.is_file() and made.read_bytes().startswith(b"%PDF-"):
                shutil.copyfile(made, to)
                return name
            reasons.append(f"{name}: made no PDF")
    raise CannotPrintError("; ".join(reasons) or "neither WeasyPrint nor a browser was found")


def _printers() -> Iterator[tuple[str, Callable[[Path, Path], None]]]:
    if find_spec("weasyprint") is not None:
        yield "WeasyPrint", _weasyprint
    for browser in find_browsers():
        yield Path(browser).name, lambda page, to, browser=browser: _browser(browser, page, to)  # type: ignore[misc]


def find_browsers() -> list[str]:
    """Find browsers that can print without a window.

    Returns
    -------
    list of str
        Paths of programs; empty where there are none.
    """
    found = [shutil.which(name) for name in _BROWSERS]
    return list(dict.fromkeys(path for path in found if path))


def _weasyprint(page: Path, to: Path) -> None:
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    # On a machine without Pango the import itself fails, and says so at length.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import_module("weasyprint").HTML(filename=str(page)).write_pdf(str(to))


def _browser(browser: str, page: Path, to: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="homeroom-browser-") as profile:
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={to}",
            page.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # As on Colab: a browser of the administrator runs only without its own sandbox.
            command.insert(1, "--no-sandbox")
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise RuntimeError(said[-1] if said else f"stopped with code {done.returncode}")
