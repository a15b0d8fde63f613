"""Notebooks as one PDF: text, code and answers as text, plots as they were handed in."""

from __future__ import annotations

import copy
import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpers.handin.formulas import draw_formulas
from helpers.handin.listing import LISTINGS
from helpers.handin.printing import CannotPrintError, print_to_pdf
from helpers.notebook import NotebookError, read_notebook
from helpers.optional import need


class WriteUpError(RuntimeError):
    """The PDF could not be written; the message says what to do."""


_STYLE = """
@page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page); font-size: 8pt; } }
* { box-sizing: border-box; }
body { font: 10pt/1.4 "DejaVu Sans", "Helvetica Neue", Arial, sans-serif; margin: 0; color: #111; }
section + section { break-before: page; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; }
.file { color: #666; font-size: 8pt; border-bottom: 0.5pt solid #bbb; margin-bottom: 8pt; }
pre, code { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 7.6pt; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; line-height: 1.35; }
.highlight { background: #f5f5f3; border-left: 2pt solid #8aa; padding: 4pt 6pt;
  margin: 6pt 0 2pt; }
.output_area, .jp-OutputArea-output { margin: 2pt 0 6pt 8pt; }
.output_error pre, .output_stderr pre { background: #fbeeee; }
img, svg { max-width: 100%; max-height: 230mm; }
.output_png, .output_svg { break-inside: avoid; }
img.formula { display: inline; max-width: none; }
div.formula { text-align: center; margin: 6pt 0; }
table { border-collapse: collapse; font-size: 8.4pt; margin: 6pt 0; }
th, td { border-bottom: 0.4pt solid #ccc; padding: 2pt 6pt; text-align: left; vertical-align: top; }
.prompt, .anchor-link { display: none; }
"""


def write_pdf(
    what: str | Path | Sequence[str | Path],
    folder: str | Path = ".",
    *,
    to: str | Path | None = None,
) -> Path:
    """Write notebooks, as they were last saved, into one PDF.

    Needs no LaTeX: WeasyPrint prints (``pip install weasyprint``), or a browser of Chrome's family
    where there is one. If neither is to be had, the page is left as HTML, to be printed from
    any browser.

    Parameters
    ----------
    what : str, pathlib.Path or sequence of them
        A homework such as ``"hw04"``, whose notebooks are taken in order; or notebooks.
    folder : str or pathlib.Path
        Where they lie.
    to : str or pathlib.Path, optional
        The PDF; by default named after the homework or the first notebook, in ``folder``.

    Returns
    -------
    pathlib.Path
        The PDF.

    Raises
    ------
    WriteUpError
        If no notebook is there, one cannot be read, or nothing on this machine prints.
    """
    folder = Path(folder)
    paths, stem = _notebooks(what, folder)
    pdf = folder / f"{stem}.pdf" if to is None else Path(to)
    # Beside the PDF, so that pictures which lie there are found; hidden until it is needed.
    page = pdf.with_name(f".{pdf.stem}.html")
    try:
        page.write_text(as_html(paths, pdf.stem), encoding="utf-8")
        program = print_to_pdf(page, pdf)
    except CannotPrintError as error:
        left = pdf.with_suffix(".html")
        page.replace(left)
        raise WriteUpError(
            f"{pdf.name} could not be made ({error}). Install WeasyPrint (pip install weasyprint) "
            f"and try again; or open {left} in any browser and print it to {pdf.name}"
        ) from None
    except NotebookError as error:
        raise WriteUpError(str(error)) from None
    finally:
        page.unlink(missing_ok=True)
    print(f"{pdf}: {', '.join(path.name for path in paths)}, by {program}")
    return pdf


def as_html(paths: Sequence[Path], title: str) -> str:
    """Write notebooks as one page, fit for paper.

    Parameters
    ----------
    paths : sequence of pathlib.Path
    title : str

    Returns
    -------
    str
        HTML; code is text, and nothing is fetched from a network.

    Raises
    ------
    NotebookError
        If one cannot be read.
    """
    exporters = need("nbconvert.exporters", "nbconvert", "The PDF")
    nbformat = need("nbformat", "nbformat", "The PDF")
    formatters = need("pygments.formatters", "pygments", "The PDF")
    exporter = exporters.HTMLExporter(template_name="basic", exclude_anchor_links=True)
    colours = formatters.HtmlFormatter(style="default").get_style_defs(".highlight")
    parts = []
    for path in paths:
        notebook = nbformat.from_dict(_complete(read_notebook(path)))
        body, _ = exporter.from_notebook_node(notebook)
        parts.append(f'<section><div class="file">{html.escape(path.name)}</div>{body}</section>')
    # Outputs of a notebook may hold scripts; a page on paper needs none.
    no_scripts = """<meta http-equiv="Content-Security-Policy" content="script-src 'none'">"""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{no_scripts}'
        f"<title>{html.escape(title)}"
        f"</title><style>{colours}{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _notebooks(what: Any, folder: Path) -> tuple[list[Path], str]:
    """Find the notebooks, and the name for what they become."""
    if isinstance(what, str) and what in LISTINGS:
        wanted = [folder / f"{name}.ipynb" for name in LISTINGS[what].notebooks]
        paths = [path for path in wanted if path.is_file()]
        stem = what
        absent = [path.name for path in wanted if path not in paths]
        if absent and paths:
            print(f"{what}.pdf will lack {', '.join(absent)}: not in {folder.resolve()}")
    else:
        given = [what] if isinstance(what, str | Path) else list(what)
        wanted = [folder / one for one in given]
        paths = [path for path in wanted if path.is_file()]
        stem = wanted[0].stem if wanted else "writeup"
        if len(paths) < len(wanted):
            paths = []
    if not paths:
        names = ", ".join(path.name for path in wanted)
        raise WriteUpError(
            f"no notebook for the PDF: expected {names} in {folder.resolve()}; save them there, "
            "or name the folder"
        )
    return paths, stem


def _complete(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Build a notebook that nbconvert takes, with formulas drawn."""
    whole = []
    for number, cell in enumerate(cells):
        cell = copy.deepcopy(cell) | {"id": f"cell-{number}"}
        if cell["cell_type"] == "markdown":
            cell["source"] = draw_formulas(cell["source"])
        if cell["cell_type"] == "code":
            cell.setdefault("execution_count", None)
            cell["outputs"] = [_joined(output) for output in cell["outputs"]]
        else:
            cell.pop("outputs", None)
        whole.append(cell)
    language = {"name": "python", "pygments_lexer": "ipython3"}
    return {
        "cells": whole,
        "metadata": {"language_info": language},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _joined(output: dict[str, Any]) -> dict[str, Any]:
    """Join the lines of an output, which files keep as lists."""
    whole = dict(output)
    if isinstance(whole.get("text"), list):
        whole["text"] = "".join(map(str, whole["text"]))
    if isinstance(whole.get("data"), dict):
        whole["data"] = {
            kind: "".join(value) if isinstance(value, list) and "json" not in kind else value
            for kind, value in whole["data"].items()
        }
    return whole
