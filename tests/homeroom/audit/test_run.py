"""What an audit keeps is found again by another process."""

import os
import subprocess
import sys

PROGRAM = """
from homeroom.audit.run import _text_of
from homeroom.variants import Variant
print(_text_of(Variant("q", "idea", False, "def q(): pass", "", frozenset("abcdefgh"))))
"""


def test_is_a_ready_answer_put_down_alike_by_every_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (text,) = said
    assert str(sorted("abcdefgh")) in text
