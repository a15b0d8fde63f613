"""Run a homework's solution notebooks from top to bottom, on the full data sets or the samples.

Usage: python benchmarks/homework.py hw01 [--notebook NAME] [--data DIR] [--out DIR] [--json FILE]

`DIR` of `--data` holds `MNIST/raw`, `FashionMNIST/raw`, `cifar10_jpeg.zip` or what torchvision
keeps; without it the samples inside `helpers` are used. The notebooks as run, with all their
pictures, are left in `--out`.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import nbclient
from _measure import report
from nbformat import NotebookNode

from homeroom.notebooks import read_notebook, write_notebook
from homeroom.outputs import harmless, text_of

ROOT = Path(__file__).parent.parent


def in_words(output: NotebookNode) -> str:
    """Give the text of an output, without its pictures."""
    output = harmless(output)
    if "data" in output:
        output.data = {"text/plain": output.data.get("text/plain", "")}
    return text_of(output)


def run(path: Path, out: Path, environment: dict[str, str]) -> dict:
    """Run one notebook; how long it and its slowest cells took, and what they printed."""
    notebook = read_notebook(path)
    client = nbclient.NotebookClient(
        notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": str(out)}}
    )
    began = time.perf_counter()
    cells = []
    try:
        with client.setup_kernel(env=os.environ | environment):
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type != "code":
                    continue
                started = time.perf_counter()
                client.execute_cell(cell, index)
                seconds = time.perf_counter() - started
                text = "\n".join(map(in_words, cell.outputs)).strip()
                cells.append({"id": cell.id, "seconds": seconds, "text": text})
                if seconds > 1:
                    print(f"\n[{cell.id}] {seconds:.1f} s\n{text[-1500:]}", flush=True)
    finally:
        write_notebook(notebook, out / path.name)
    return {"notebook": path.stem, "seconds": time.perf_counter() - began, "cells": cells}


def main() -> None:
    """Read the command line, run, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", help="hw01, hw02, ...")
    parser.add_argument("--notebook", help="only this one of its notebooks")
    parser.add_argument("--data", type=Path, help="folder of the full data sets")
    parser.add_argument("--out", type=Path, default=Path("runs"), help="folder for what is run")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    paths = sorted((ROOT / "source" / options.assignment).glob(f"{options.notebook or '*'}.ipynb"))
    if not paths:
        parser.error(f"source/{options.assignment} holds no notebook {options.notebook or ''}")
    if options.data is None:
        environment = {"HELPERS_DATA": "sample"}
    else:
        environment = {"HELPERS_DATA_DIR": str(options.data.resolve())}
    options.out.mkdir(parents=True, exist_ok=True)
    results = []
    for path in paths:
        try:
            results.append(run(path, options.out, environment))
        except nbclient.exceptions.CellExecutionError as error:
            parser.exit(1, f"{path}: a cell failed.\n{error}\n")
    for result in results:
        print(f"\n{result['notebook']}: {result['seconds']:.0f} s from top to bottom")
    report({"assignment": options.assignment, "results": results}, options.json)


if __name__ == "__main__":
    main()
