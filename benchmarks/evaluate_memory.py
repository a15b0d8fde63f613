"""Peak memory of ``evaluate`` on 10 000 images, against the memory of the images.

``python benchmarks/evaluate_memory.py --data DIR``

Measured in a process of its own: how far its peak memory rises while it evaluates, beyond what it
holds once the images (as bytes, and as the floats that a network sees) could be looked at.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import _measure

GOAL = 1.5
MB = 1 << 20
IMAGES = 10_000


def measure(folder: str) -> dict[str, float]:
    """Evaluate once; return bytes. Runs in the process of its own."""
    import _nets
    import _sets
    import torch

    from helpers import evaluate
    from helpers.loader import TensorLoader

    data = _sets.load("fashion_mnist", Path(folder) if folder else None)
    assert data is not None
    torch.manual_seed(0)
    model = _nets.lenet()
    # What torch sets up at its first use is no memory of evaluating.
    evaluate(model, data.test.subset(range(500)))
    kept = data.test.images
    repeats = -(-IMAGES // len(kept))
    images = kept.repeat(repeats, 1, 1, 1)[:IMAGES].clone()
    labels = data.test.labels.repeat(repeats)[:IMAGES]
    loader = TensorLoader(images, labels, batch_size=512, mean=data.mean, std=data.std)
    as_floats = images.numel() * 4
    before = _resident("VmRSS")
    _forget_peak()
    evaluation = evaluate(model, loader)
    peak = _resident("VmHWM")
    assert len(evaluation.y_true) == IMAGES
    rise = peak - before
    return {
        "bytes_of_images": images.nbytes,
        "bytes_as_floats": as_floats,
        "rise": rise,
        # What is in memory for the data and for evaluating it, over the data alone.
        "ratio": (as_floats + rise) / as_floats,
        "ratio_to_bytes": (images.nbytes + rise) / images.nbytes,
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
    parser.add_argument("--inside", action="store_true", help="measure in this very process")
    arguments = parser.parse_args()
    folder = str(arguments.data or "")
    if arguments.inside:
        print(json.dumps(measure(folder)))
        return
    if not Path("/proc/self/clear_refs").exists():
        print("left out: peak memory is read from /proc, which this system does not have")
        return
    if arguments.data is None:
        print(f"{_measure.NO_DATA} They are repeated up to {IMAGES} images.")
    command = [sys.executable, __file__, "--inside"] + (["--data", folder] if folder else [])
    results = []
    for _ in range(arguments.rounds):
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        results.append(json.loads(ran.stdout.splitlines()[-1]))
    one = results[0]
    rise = [result["rise"] / MB for result in results]
    print(
        f"{IMAGES} images: {one['bytes_of_images'] / MB:.1f} MB as bytes, "
        f"{one['bytes_as_floats'] / MB:.1f} MB as floats; evaluate adds "
        f"{_measure.spread(rise, 'MB at its peak', 1)}"
    )
    ratio = statistics.median(result["ratio"] for result in results)
    strict = statistics.median(result["ratio_to_bytes"] for result in results)
    print(
        f"data and evaluation together: {ratio:.2f} times the data as floats (goal {GOAL}), "
        f"{strict:.2f} times the data as bytes"
    )
    _measure.report({"results": results, "ratio": ratio, "ratio_to_bytes": strict}, arguments.json)


if __name__ == "__main__":
    main()
