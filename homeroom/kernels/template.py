"""The template: a process that has imported everything and from which kernels are forked.

It never runs student code, never computes in parallel (a fork of a process that did hangs at its
first parallel operation), and has one thread when it begins to serve.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import helpers
from helpers import samples
from homeroom.kernels import large_pages, linux, places, roles, walls
from homeroom.kernels.aside import Aside
from homeroom.kernels.server import Server
from homeroom.loading import in_one_go

MODULES = (
    "numpy",
    "torch",
    "torch.nn.functional",
    "torch.optim",
    "torch.utils.data",
    "torchvision",
)
MORE_MODULES = (
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.patheffects",
    "matplotlib.backends.backend_agg",
    "PIL.JpegImagePlugin",
    # what every ipykernel imports when it starts
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "pdb",
    "tornado.gen",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
    # What a kernel runs when a judge asks it something.
    "homeroom.grading.judge.student_side",
)
DRAWN, PARTS, KINDS = "cifar10", ("train", "test"), ("images", "labels")


def main(arguments: Sequence[str] | None = None) -> int:
    """Import, then serve until nobody can ask any more."""
    parser = argparse.ArgumentParser(prog="homeroom.kernels.template")
    parser.add_argument("--channel", type=int, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--keep", action="append", default=[])
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args(arguments)
    drawing = Aside(_draw_samples)
    with in_one_go():
        preload()
        _take_samples(drawing)
        _serve_samples(options.run / "samples" if options.bare else Path(places.SAMPLES))
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    # No process of the same user may look into this one or write its memory.
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    large_pages.collapse()
    if (found := linux.tasks()) != 1:
        print(
            f"homeroom: the template has {found} threads, so its forks would hang. One of these "
            f"modules starts a thread when imported: {', '.join(MODULES + MORE_MODULES)}.",
            file=sys.stderr,
        )
        return 1
    channel = socket.socket(fileno=options.channel)
    channel.set_inheritable(False)
    walls.kept = tuple(options.keep)
    Server(channel, options.run, boxed=not options.bare).serve()
    return 0


def preload() -> None:
    """Import what kernels need, with one thread."""
    _without_debugger()
    for name in MODULES:
        importlib.import_module(name)
    # Most of the memory is there by now.
    with large_pages.collapsing():
        for name in MORE_MODULES:
            importlib.import_module(name)
        for found in pkgutil.walk_packages(helpers.__path__, "helpers."):
            importlib.import_module(found.name)
        roles.load_all()
        _draw_once()
    torch = sys.modules["torch"]
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    _compute_once()
    _begin_kernels()


def _draw_samples() -> dict[str, Any]:
    """Draw the stand-in for CIFAR-10, which takes longer than reading a sample."""
    return {
        f"{part} {kind}": array
        for part in PARTS
        for kind, array in zip(KINDS, samples.load_sample(DRAWN, part), strict=True)
    }


def _take_samples(drawing: Aside) -> None:
    """Keep what was drawn, for this process and its forks."""
    drawn = drawing.arrays()
    for part in PARTS if drawn else ():
        images, labels = (drawn[f"{part} {kind}"] for kind in KINDS)
        samples.seen[DRAWN, part] = images, labels


def _serve_samples(folder: Path) -> None:
    from homeroom.kernels.data import serve_samples  # imports torchvision

    serve_samples(folder)


def _without_debugger() -> None:
    """Let ipykernel find no debugpy: at grading nobody steps through code, and it is large."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]


def _begin_kernels() -> None:
    from homeroom.kernels import ipython  # imports ipykernel, which looks for a debugger

    ipython.begin()


def _draw_once() -> None:
    """Draw a picture with words, so that no kernel has to look for its fonts."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.add_subplot()
    axes.plot([0, 1], label="words")
    axes.imshow([[0, 1]])
    axes.set_title("words")
    axes.legend()
    FigureCanvasAgg(figure).print_png(io.BytesIO())


def _compute_once() -> None:
    """Train small layers for a step: what torch sets up at first use, no kernel has to."""
    from torch import nn, optim, zeros

    layers = nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()
    network = nn.Sequential(*layers, nn.Linear(2, 3))
    optimizer = optim.Adam(network.parameters())
    loss = nn.functional.cross_entropy(network(zeros(4, 1, 4, 4)), zeros(4).long())
    loss.backward()
    optimizer.step()


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)
