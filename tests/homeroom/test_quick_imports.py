import subprocess
import sys

import pytest

CODE = """
import sys
import {module}
print([name for name in {names!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("module", "names", "expected"),
    [
        # A worker neither computes nor runs anyone's code: torch would cost each of them seconds.
        ("homeroom.grading.rehearsal", ["torch", "IPython", "nbgrader"], ["IPython", "nbgrader"]),
        ("homeroom.apps.autograde", ["torch"], []),
        ("homeroom.quick_imports", ["jsonschema", "rfc3987_syntax"], ["jsonschema"]),
    ],
)
def test_is_only_imported_what_is_needed(module, names, expected):
    code = CODE.format(module=module, names=names)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == str(expected)


def test_can_the_grammar_still_be_imported():
    pytest.importorskip("rfc3987_syntax")
    code = "import homeroom.quick_imports, rfc3987_syntax; print(rfc3987_syntax.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout == "rfc3987_syntax\n"
