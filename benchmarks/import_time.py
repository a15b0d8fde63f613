"""Time of ``import helpers``, with all that a notebook takes from it, against that of torch.

``python benchmarks/import_time.py``
"""

import statistics
import subprocess
import sys

import _measure

GOAL = 1.3
STATEMENTS = {
    "torch, torchvision": "import torch, torchvision",
    "helpers": "import helpers",
    "helpers, all that trains and evaluates": (
        "from helpers import Augmentation, TensorLoader, evaluate, fit, load_data, setup; "
        "import torch, torchvision"
    ),
}


def import_seconds(statement: str) -> float:
    """Time one statement in a Python of its own, without the start of Python itself."""
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(ran.stdout)


def main() -> None:
    """Measure all statements in turn."""
    arguments = _measure.parser(__doc__, rounds=7, data=False).parse_args()
    found = _measure.in_turn(
        {name: lambda code=code: import_seconds(code) for name, code in STATEMENTS.items()},
        arguments.rounds,
    )
    results = []
    for name, values in found.items():
        results.append({"import": name, "seconds": statistics.median(values), "all": values})
        print(f"  {name:40} {_measure.spread(values)}")
    base, *others = (one["seconds"] for one in results)
    ratio = {name: other / base for name, other in zip(list(found)[1:], others, strict=True)}
    print(", ".join(f"{name}: {one:.2f}" for name, one in ratio.items()), f"(goal {GOAL})")
    _measure.report({"results": results, "ratio": ratio}, arguments.json)


if __name__ == "__main__":
    main()
