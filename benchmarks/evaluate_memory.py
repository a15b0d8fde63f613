"""Peak memory of ``evaluate`` on 10 000 images, against the memory of the images as floats.

``python benchmarks/evaluate_memory.py --data DIR``

Measured in a process of its own, once for the loader of the package, which keeps bytes, and once
for a DataLoader over a tensor of floats. Counted is what the images take where they are kept, and
how far the memory of the process rises while it evaluates.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import _measure

GOAL = 1.5
MB = 1 << 20
IMAGES = 10_000
WAYS = ("helpers.TensorLoader", "DataLoader over floats")


def measure(folder: str, way: str) -> dict[str, float]:
    """Evaluate once; return bytes. Runs in the process of its own."""
    import _nets
    import _sets
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    from helpers import evaluate
    from helpers.loader import TensorLoader

    data = _sets.load("fashion_mnist", Path(folder) if folder else None)
    assert data is not None
    torch.manual_seed(0)
    model = _nets.lenet()
    # What torch sets up at its first use is no memory of evaluating.
    evaluate(model, data.test.subset(range(300)))
    kept = data.test.images
    images = kept.repeat(-(-IMAGES // len(kept)), 1, 1, 1)[:IMAGES].clone()
    labels = data.test.labels.repeat(-(-IMAGES // len(kept)))[:IMAGES]
    loader: Any = TensorLoader(
        images, labels, batch_size=data.test.batch_size, mean=data.mean, std=data.std
    )
    held = images
    if way == "DataLoader over floats":
        held = loader.normalize(images)
        loader = DataLoader(TensorDataset(held, labels), batch_size=64)
    before = _resident("VmRSS")
    _forget_peak()
    evaluation = evaluate(model, loader)
    rise = _resident("VmHWM") - before
    assert len(evaluation.y_true) == IMAGES
    as_floats = images.numel() * 4
    return {
        "held": held.nbytes,
        "as_floats": as_floats,
        "rise": rise,
        "ratio": (held.nbytes + rise) / as_floats,
    }


def _resident(field: str) -> int:
    """Read how much memory this process holds (VmRSS), or held at most (VmHWM), in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"no {field} in /proc/self/status")


def _forget_peak() -> None:
    """Let VmHWM begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def main() -> None:
    """Measure in processes of their own."""
    parser = _measure.parser(__doc__, rounds=3)
    parser.add_argument("--inside", choices=WAYS, help="measure in this very process")
    arguments = parser.parse_args()
    folder = str(arguments.data or "")
    if arguments.inside:
        print(json.dumps(measure(folder, arguments.inside)))
        return
    if not Path("/proc/self/clear_refs").exists():
        print("left out: peak memory is read from /proc, which this system does not have")
        return
    if arguments.data is None:
        print(f"{_measure.NO_DATA} They are repeated up to {IMAGES} images.")
    command = [sys.executable, __file__] + (["--data", folder] if folder else [])
    found: dict[str, list[dict]] = {way: [] for way in WAYS}
    for _ in range(arguments.rounds):
        for way in WAYS:
            ran = subprocess.run(
                [*command, "--inside", way], capture_output=True, text=True, check=True
            )
            found[way].append(json.loads(ran.stdout.splitlines()[-1]))
    results, ratio = [], {}
    for way, runs in found.items():
        ratio[way] = statistics.median(run["ratio"] for run in runs)
        rise = _measure.spread([run["rise"] / MB for run in runs], "MB", 1)
        print(
            f"  {way:24} {runs[0]['held'] / MB:.1f} MB held, evaluate adds {rise}; together "
            f"{ratio[way]:.2f} times the {runs[0]['as_floats'] / MB:.1f} MB of the images as "
            f"floats (goal {GOAL})"
        )
        results += [{"way": way} | run for run in runs]
    _measure.report({"results": results, "ratio": ratio}, arguments.json)


if __name__ == "__main__":
    main()
