"""One epoch with validation: helpers against the plain loop of most courses.

``python benchmarks/epoch.py --data DIR``
"""

import statistics
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import _measure
import _nets
import _sets
import torch
from torch import nn
from torchvision import transforms

from helpers import evaluate, fit, seed_everything

GOAL = {"lenet": 3, "convnet": 4, "convnet with batch norm": 4}
NETWORKS: dict[str, Callable[[], nn.Module]] = {
    "lenet": _nets.lenet,
    "convnet": _nets.convnet,
    "convnet with batch norm": _nets.fashion,
}
LR = 1e-3


def fused_adam(parameters: Any, lr: float) -> torch.optim.Optimizer:
    """The same Adam, with one operation for all weights."""
    return torch.optim.Adam(parameters, lr=lr, fused=True)


# LeNet in single precision, so that both compute the same.
SETTINGS: dict[str, dict[str, Any]] = {
    "lenet": {"optimizer": fused_adam, "channels_last": True},
    "convnet": {"optimizer": fused_adam, "channels_last": True, "mixed_precision": "auto"},
}
SETTINGS["convnet with batch norm"] = SETTINGS["convnet"]


def plain_epoch(model: nn.Module, train, val) -> None:
    """Train and validate as in most notebooks, reading every loss from the device."""
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=LR)
    for loader in (train, val):
        model.train(loader is train)
        total, correct = 0.0, 0
        for x, y in loader:
            with torch.set_grad_enabled(loader is train):
                out = model(x)
                loss = loss_of(out, y)
            if loader is train:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            total += loss.item() * len(y)
            correct += (out.argmax(1) == y).sum().item()


def measure_once(way: str, network: str, folder: Path | None, seed: int) -> tuple[float, float]:
    """Train for an epoch with fresh weights; return the seconds, and the accuracy on the test set.

    Called in a process of its own: ``fit`` tells the C library to keep memory, from which the
    plain loop would gain as well.
    """
    data = _sets.load("fashion_mnist", folder)
    assert data is not None
    seed_everything(seed)
    model = NETWORKS[network]()
    if way == "plain":
        scaled = transforms.Normalize(data.mean, data.std)
        wanted = transforms.Compose([transforms.ToTensor(), scaled])
        same_size = data.val.with_batch_size(data.batch_size)
        train = _sets.plain_loader("fashion_mnist", data.train, wanted, shuffle=True)
        val = _sets.plain_loader("fashion_mnist", same_size, wanted, shuffle=False)
        run = partial(plain_epoch, model, train, val)
    else:
        settings = {"epochs": 1, "lr": LR, "seed": seed, "progress": False}
        settings |= SETTINGS[network] if way == "tuned" else {}
        run = partial(fit, model, data.train, data.val, **settings)
    took = _measure.seconds(run)
    return took, evaluate(model, data.test).accuracy


def compare(network: str, folder: Path | None, rounds: int) -> tuple[list[dict], float, dict]:
    """Measure all ways in turn; and the accuracy they reach."""
    names = {
        "plain": "plain",
        "as it is": "helpers, as it is",
        "tuned": f"helpers, {', '.join(SETTINGS[network])}",
    }
    accuracy: dict[str, list[float]] = {name: [] for name in names.values()}

    def measured(way: str) -> float:
        seen = accuracy[names[way]]
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            took, reached = apart.submit(measure_once, way, network, folder, len(seen)).result()
        seen.append(reached)
        return took

    ways: dict[str, Callable[[], float]] = {
        name: partial(measured, way) for way, name in names.items()
    }
    found = _measure.in_turn(ways, rounds, warm_up=False)
    results = []
    middle = {way: statistics.median(values) for way, values in found.items()}
    for way, values in found.items():
        results.append({"pipeline": way, "seconds": middle[way], "all": values})
        print(
            f"  {way:60} {_measure.spread(values)}, test accuracy "
            f"{_measure.spread(accuracy[way], '', 4)}"
        )
    ratio = middle[names["plain"]] / middle[names["tuned"]]
    return results, ratio, {way: statistics.median(values) for way, values in accuracy.items()}


def main() -> None:
    """Compare on FashionMNIST."""
    parser = _measure.parser(__doc__, rounds=3)
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    arguments = parser.parse_args()
    if arguments.data is None:
        print(_measure.NO_DATA)
    data = _sets.load("fashion_mnist", arguments.data)
    if data is None:
        raise SystemExit(f"no FashionMNIST/raw in {arguments.data}")
    bfloat16 = "with" if _nets.has_bfloat16() else "without"
    print(f"{data!r}\n  this processor is {bfloat16} bfloat16")
    results, ratio, accuracy = [], {}, {}
    for name in arguments.networks:
        print(f"{name}: one epoch with validation, batches of {data.batch_size}")
        found, ratio[name], accuracy[name] = compare(name, arguments.data, arguments.rounds)
        results += [{"network": name} | one for one in found]
        print(f"  {ratio[name]:.2f} times faster than the plain loop (goal {GOAL[name]})")
    _measure.report({"results": results, "ratio": ratio, "accuracy": accuracy}, arguments.json)


if __name__ == "__main__":
    main()
