"""Train hw01's reference LeNet on the full MNIST and evaluate it once on the test pictures.

Usage: python benchmarks/mnist_lenet.py --data DIR [--epochs 15] [--seeds 1] [--json FILE]

`DIR` holds `MNIST/raw`, as torchvision keeps it. Evaluated are the weights of the epoch with the
lowest validation loss; the test pictures take no part in any choice.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import time
from pathlib import Path

import torch

from helpers import evaluate, fit, load_data, seed_everything
from helpers.definitions import load_definitions

ROOT = Path(__file__).parent.parent


def one_run(names: dict, data, epochs: int, seed: int) -> tuple[float, float]:
    """Test accuracy and seconds of one training run."""
    seed_everything(seed)
    model = names["LeNet"]()
    optimizer = names["make_optimizer"](model, 0.001)
    started = time.perf_counter()
    fit(
        model,
        data.train,
        data.val,
        epochs=epochs,
        loss=names["make_loss"](),
        optimizer=optimizer,
        restore="best",
    )
    seconds = time.perf_counter() - started
    return evaluate(model, data.test).accuracy, seconds


def main() -> None:
    """Read the command line, run, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder of the data sets (default: the usual places)")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = load_data("mnist", root=options.data, batch_size=64, seed=0)
    names = load_definitions(ROOT / "source" / "hw01" / "hw01.ipynb").names
    runs = [one_run(names, data, options.epochs, seed) for seed in range(options.seeds)]
    accuracy, seconds = map(list, zip(*runs, strict=True))
    print(f"{platform.machine()}, {torch.get_num_threads()} threads, torch {torch.__version__}")
    sample = " (embedded sample, not the full set)" if data.is_sample else ""
    print(
        f"test accuracy{sample}: {', '.join(f'{a:.2%}' for a in accuracy)}; "
        f"median {statistics.median(accuracy):.2%}, n = {len(accuracy)}; "
        f"median time {statistics.median(seconds):.0f} s for {options.epochs} epochs"
    )
    if options.json:
        result = {"accuracy": accuracy, "seconds": seconds, "is_sample": data.is_sample}
        options.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
