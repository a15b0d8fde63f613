"""One epoch with validation: helpers against the plain loop of most courses.

``python benchmarks/epoch.py --data DIR``
"""

import statistics
from collections.abc import Callable
from typing import Any

import _measure
import _nets
import _sets
import torch
from torch import nn
from torchvision import transforms

from helpers import Data, evaluate, fit, seed_everything

GOAL = {"lenet": 3, "convnet": 4}
LR = 1e-3


def fused_adam(parameters: Any, lr: float) -> torch.optim.Optimizer:
    """The same Adam, with one operation for all weights."""
    return torch.optim.Adam(parameters, lr=lr, fused=True)


# LeNet in single precision, so that both compute the same.
SETTINGS: dict[str, dict[str, Any]] = {
    "lenet": {"optimizer": fused_adam, "channels_last": True},
    "convnet": {"optimizer": fused_adam, "channels_last": True, "mixed_precision": "auto"},
}


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


def compare(
    data: Data, build: Callable[[], nn.Module], settings: dict[str, Any], rounds: int
) -> tuple[list[dict], float, dict]:
    """Measure both ways in turn, each time with fresh weights; and the accuracy they reach."""
    wanted = transforms.Compose([transforms.ToTensor(), transforms.Normalize(data.mean, data.std)])
    same_size = data.val.with_batch_size(data.batch_size)
    train = _sets.plain_loader("fashion_mnist", data.train, wanted, shuffle=True)
    val = _sets.plain_loader("fashion_mnist", same_size, wanted, shuffle=False)
    accuracy: dict[str, list[float]] = {}

    def fresh(seed: int) -> nn.Module:
        seed_everything(seed)
        return build()

    def plain() -> float:
        model = fresh(len(accuracy.setdefault("plain", [])))
        took = _measure.seconds(lambda: plain_epoch(model, train, val))
        accuracy["plain"].append(evaluate(model, data.test).accuracy)
        return took

    def ours(way: str) -> float:
        number = len(accuracy.setdefault(way, []))
        model = fresh(number)
        chosen = {} if way == "helpers, as it is" else settings

        def run() -> None:
            fit(
                model,
                data.train,
                data.val,
                epochs=1,
                lr=LR,
                seed=number,
                progress=False,
                **chosen,
            )

        took = _measure.seconds(run)
        accuracy[way].append(evaluate(model, data.test).accuracy)
        return took

    tuned = f"helpers, {', '.join(settings)}"
    ways = {
        "plain": plain,
        "helpers, as it is": lambda: ours("helpers, as it is"),
        tuned: lambda: ours(tuned),
    }
    found = _measure.in_turn(ways, rounds, warm_up=False)
    results = []
    for way, values in found.items():
        results.append({"pipeline": way, "seconds": statistics.median(values), "all": values})
        print(
            f"  {way:60} {_measure.spread(values)}, test accuracy "
            f"{_measure.spread(accuracy[way], '', 4)}"
        )
    ratio = results[0]["seconds"] / results[-1]["seconds"]
    return results, ratio, {way: statistics.median(values) for way, values in accuracy.items()}


def main() -> None:
    """Compare on FashionMNIST with two networks."""
    arguments = _measure.parser(__doc__, rounds=3).parse_args()
    if arguments.data is None:
        print(_measure.NO_DATA)
    data = _sets.load("fashion_mnist", arguments.data)
    if data is None:
        raise SystemExit(f"no FashionMNIST/raw in {arguments.data}")
    bfloat16 = "with" if _nets.has_bfloat16() else "without"
    print(f"{data!r}\n  this processor is {bfloat16} bfloat16")
    results, ratio, accuracy = [], {}, {}
    for name, build in {"lenet": _nets.lenet, "convnet": _nets.convnet}.items():
        print(f"{name}: one epoch with validation, batches of {data.batch_size}")
        found, ratio[name], accuracy[name] = compare(data, build, SETTINGS[name], arguments.rounds)
        results += [{"network": name} | one for one in found]
        print(f"  {ratio[name]:.2f} times faster than the plain loop (goal {GOAL[name]})")
    _measure.report({"results": results, "ratio": ratio, "accuracy": accuracy}, arguments.json)


if __name__ == "__main__":
    main()
