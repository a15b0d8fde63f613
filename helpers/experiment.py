"""Train the networks of hw01 from a terminal: one run, or a sweep over settings.

Usage::

    python -m helpers.experiment --model lenet --batch_size 16 --lr 0.001
    python -m helpers.experiment --model lenet --batch_size 16 32 64 --lr 0.01 0.001 0.0001

The network, its loss and its optimiser are taken from the hw01 notebook in the current folder,
or from the file given with ``--from``. Part of the training data is held out for validation;
the test data is not touched. Every run leaves ``loss.png``, ``confusion.png``, ``t-SNE.png``,
``history.csv`` and ``result.json`` in a folder like ``lenet/bs16_lr0.001``. Several values make
a sweep: it can be stopped and started again, goes on where it was, and ends in one table
(``lenet/sweep.csv``) and one picture (``lenet/sweep.png``).

Exit status: 0 all runs done, 1 something fell short, 2 unusable arguments.
"""

import argparse
import math
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from torch import nn

from helpers.data import SOURCES, DataUnavailable, load_data
from helpers.definitions import Definitions, failure, load_definitions, where
from helpers.notebook import NotebookError, find_notebook
from helpers.runs import Recipe, Setting
from helpers.runtime import on_colab
from helpers.sweeps import save, sweep

ASSIGNMENT = "hw01"
MODELS = {"lenet": "LeNet", "alexnet": "AlexNet"}


class NotReady(Exception):
    """The definitions are not such that a network can be trained; the message says why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; by default those of the process.

    Returns
    -------
    int
        Exit status 0 or 1. Unusable arguments leave with status 2 through ``SystemExit``.
    """
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        path = arguments.file or _own_notebook()
        definitions = load_definitions(path)
    except NotebookError as error:
        parser.error(str(error))
    settings = [
        Setting(batch_size, lr, arguments.epochs, arguments.seed)
        for batch_size, lr in dict.fromkeys(product(arguments.batch_size, arguments.lr))
    ]
    try:
        recipe = _recipe(definitions, arguments.model)
        data = load_data("mnist", root=arguments.data, source=arguments.source, seed=arguments.seed)
        return _runs(recipe, settings, data, arguments.out)
    except KeyboardInterrupt:
        print("\nstopped; the same command goes on from here", file=sys.stderr)
        return 130
    except (NotReady, DataUnavailable) as error:
        return _fall_short(str(error))
    except NotImplementedError as error:
        return _fall_short(f"{where(error, path)}: this question is not answered yet")
    except Exception as error:
        # Whatever the student's code raises ends in one line that says where it was.
        return _fall_short(failure(error, path))


def _runs(recipe: Recipe, settings: list[Setting], data: Any, out: Path) -> int:
    """Do the runs, and tabulate them if there are several."""
    results = sweep(recipe, settings, data, out)
    if len(settings) > 1:
        save(results)
        print(f"\n{results.folder / 'sweep.csv'}, the lowest validation loss first:")
    print(results)
    return int(any(result["diverged"] for result in results))


def _recipe(definitions: Definitions, model: str) -> Recipe:
    """Find the model, its loss and its optimiser among the definitions."""
    name = MODELS[model]
    kind = definitions.names.get(name)
    if not (isinstance(kind, type) and issubclass(kind, nn.Module)):
        found = "does not define it" if kind is None else f"binds it to {kind!r}"
        notes = "".join(f"\n  left out: {note}" for note in definitions.notes)
        raise NotReady(
            f"expected a class {name}(nn.Module), but {definitions.file.name} {found}{notes}"
        )
    return Recipe(
        model,
        kind,
        definitions.names.get("make_loss"),
        definitions.names.get("make_optimizer"),
        definitions.digest,
    )


def _fall_short(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1


def _own_notebook() -> Path:
    """Find the notebook in the current folder; say how it gets there if it is not."""
    try:
        return find_notebook(Path.cwd(), ASSIGNMENT)
    except NotebookError as error:
        # Colab's editor keeps the open notebook out of reach.
        upload = (
            "; on Colab download the notebook (File > Download > Download .ipynb) and upload it "
            "in the files pane"
        )
        raise NotebookError(f"{error} with --from{upload if on_colab() else ''}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers.experiment",
        description="Train a network of hw01 and leave pictures and figures in a folder. "
        "Several batch sizes or rates make a sweep, which can be stopped and started again.",
        allow_abbrev=False,
    )
    parser.add_argument("--model", choices=sorted(MODELS, reverse=True), default="lenet")
    parser.add_argument(
        "--batch_size", "--batch-size", type=_whole, nargs="+", default=[64], metavar="N"
    )
    parser.add_argument("--lr", type=_rate, nargs="+", default=[0.001], metavar="RATE")
    parser.add_argument("--epochs", type=_whole, default=10, metavar="N")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N")
    parser.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE",
        help=f"notebook or module with your answers (default: the {ASSIGNMENT} notebook here)",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the data sets")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="where to put results (default: here)",
    )
    parser.add_argument(
        "--source", choices=SOURCES, default="auto", help="full data set, small sample, or either"
    )
    return parser


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 2**32 - 1")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not 0 < rate < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return rate


if __name__ == "__main__":
    sys.exit(main())
