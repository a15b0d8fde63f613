"""Time per image of the data path: TensorLoader against torchvision, transforms, DataLoader.

``python benchmarks/loader.py --data DIR``
"""

import statistics
import time
from collections.abc import Iterable

import _measure
import _sets
from torchvision import transforms

from helpers import Augmentation, Data

GOAL = {"fashion_mnist": 50, "mnist": 50, "cifar10": 8}
PLAIN_IMAGES = 12_800


def transform(name: str, data: Data) -> transforms.Compose:
    """Make the transforms of a usual notebook; CIFAR-10 with random crop and flip."""
    changes = (
        [transforms.RandomCrop(32, padding=4), transforms.RandomHorizontalFlip()]
        if name == "cifar10"
        else []
    )
    return transforms.Compose(
        [*changes, transforms.ToTensor(), transforms.Normalize(data.mean, data.std)]
    )


def us_per_image(batches: Iterable, most: int) -> float:
    """Run through batches until so many images are seen."""
    began, seen = time.perf_counter(), 0
    for x, _ in batches:
        seen += len(x)
        if seen >= most:
            break
    return (time.perf_counter() - began) / seen * 1e6


def compare(name: str, data: Data, rounds: int) -> tuple[list[dict], float]:
    """Measure the ways in turn; return them and how many times less the package takes."""
    augment = Augmentation(padding=4, flip=0.5) if name == "cifar10" else None
    ours = data.with_augmentation(augment).train
    wanted = transform(name, data)
    plain = _sets.plain_loader(name, ours, wanted, shuffle=True)
    workers = _sets.plain_loader(name, ours, wanted, shuffle=True, workers=2)
    found = _measure.in_turn(
        {
            "torchvision + DataLoader": lambda: us_per_image(plain, PLAIN_IMAGES),
            "torchvision + DataLoader, 2 workers": lambda: us_per_image(workers, PLAIN_IMAGES),
            "helpers.TensorLoader": lambda: us_per_image(ours, 10**9),
        },
        rounds,
    )
    results = []
    for pipeline, values in found.items():
        middle = statistics.median(values)
        results.append(
            {"dataset": data.name, "pipeline": pipeline, "us_per_image": middle, "all": values}
        )
        print(f"  {pipeline:36} {_measure.spread(values, 'us per image')}")
    *others, own = (one["us_per_image"] for one in results)
    return results, min(others) / own


def main() -> None:
    """Compare on all data sets that are there."""
    arguments = _measure.parser(__doc__, rounds=7).parse_args()
    if arguments.data is None:
        print(_measure.NO_DATA)
    results, ratio = [], {}
    for name, goal in GOAL.items():
        data = _sets.load(name, arguments.data)
        if data is None:
            print(f"{name}: not in {arguments.data}, left out")
            continue
        what = "random crop, flip, normalise" if name == "cifar10" else "normalise only"
        print(f"{data.name}: {what}, batches of {data.batch_size}")
        found, ratio[name] = compare(name, data, arguments.rounds)
        results += found
        print(f"  {ratio[name]:.1f} times less than the faster of the others (goal {goal})")
    _measure.report({"results": results, "ratio": ratio}, arguments.json)


if __name__ == "__main__":
    main()
