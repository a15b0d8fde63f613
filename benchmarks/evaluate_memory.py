"""Peak memory of ``evaluate`` on 10 000 images, against the memory of the images.

``python benchmarks/evaluate_memory.py --data DIR``

Each measurement has a process of its own. It has evaluated the same images once before, so that
what torch sets up at its first use is not counted, and has given what was freed back to the
system. Counted is what the images take where they are kept, and how far the memory of the process
rises while it evaluates. The result is compared with the images as bytes, and with the images as
floats, as most notebooks hold them.
"""

import ctypes
import gc
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
BYTES, FLOATS = "helpers.TensorLoader (bytes)", "DataLoader over floats"
WAYS = {
    "lenet, bytes": ("lenet", BYTES),
    "lenet, floats": ("lenet", FLOATS),
    "convnet, bytes": ("convnet", BYTES),
}


def measure(folder: str, way: str) -> dict[str, float]:
    """Evaluate once; return bytes. Runs in the process of its own."""
    import _nets
    import _sets
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    from helpers import evaluate
    from helpers.loader import TensorLoader

    network, kept_as = WAYS[way]
    data = _sets.load("fashion_mnist", Path(folder) if folder else None)
    assert data is not None
    torch.manual_seed(0)
    model = getattr(_nets, network)()
    kept = data.test.images
    images = kept.repeat(-(-IMAGES // len(kept)), 1, 1, 1)[:IMAGES].clone()
    labels = data.test.labels.repeat(-(-IMAGES // len(kept)))[:IMAGES]
    loader: Any = TensorLoader(
        images, labels, batch_size=data.test.batch_size, mean=data.mean, std=data.std
    )
    held = images
    if kept_as == FLOATS:
        held = loader.normalize(images)
        loader = DataLoader(TensorDataset(held, labels), batch_size=64)
    evaluate(model, loader)
    _give_back()
    before = _resident("VmRSS")
    _forget_peak()
    evaluation = evaluate(model, loader)
    rise = _resident("VmHWM") - before
    assert len(evaluation.y_true) == IMAGES
    taken = held.nbytes + rise
    return {
        "held": held.nbytes,
        "rise": rise,
        "as_bytes": images.nbytes,
        "as_floats": 4 * images.numel(),
        "ratio": taken / (4 * images.numel()),
        "ratio_to_bytes": taken / images.nbytes,
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


def _give_back() -> None:
    """Give freed memory back to the system, so that using it again counts."""
    gc.collect()
    if hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)


def main() -> None:
    """Measure in processes of their own."""
    parser = _measure.parser(__doc__, rounds=5)
    parser.add_argument("--inside", choices=WAYS, help="measure in this very process")
    arguments = parser.parse_args()
    folder = "" if arguments.data is None else str(arguments.data)
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
    results, ratio, to_bytes = [], {}, {}
    for way, runs in found.items():
        ratio[way] = statistics.median(run["ratio"] for run in runs)
        to_bytes[way] = statistics.median(run["ratio_to_bytes"] for run in runs)
        rise = _measure.spread([run["rise"] / MB for run in runs], "MB", 1)
        print(
            f"  {way:15} {runs[0]['held'] / MB:.1f} MB held, evaluate adds {rise}; together "
            f"{ratio[way]:.2f} times the images as floats, {to_bytes[way]:.2f} times the images "
            f"as bytes (goal {GOAL} times what is held)"
        )
        results += [{"way": way} | run for run in runs]
    _measure.report(
        {"results": results, "ratio": ratio, "ratio_to_bytes": to_bytes}, arguments.json
    )


if __name__ == "__main__":
    main()
