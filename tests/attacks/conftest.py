"""The suite's own modules are found by their plain names, here and in benchmarks/attacks.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
