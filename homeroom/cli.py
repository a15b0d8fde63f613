"""The program `homeroom`.

Exit status: 0 all as it should be, 1 something fell short (said in words), 2 arguments that
cannot be used.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence

from homeroom.errors import HomeroomError, UsageError
from homeroom.kernels.ahead import template_for
from homeroom.loading import in_one_go

NEEDS_EXTRA = (
    "homeroom: the Python package {name} is missing. "
    "Install the instructor's part: pip install 'homeroom[instructor]'"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    argv = list(sys.argv[1:] if argv is None else argv)
    # Of nbgrader's own tables, at every write; nothing that an instructor could act on.
    warnings.filterwarnings("ignore", message="Object of type <Submitted")
    try:
        return _run(argv)
    except UsageError as error:
        print(f"homeroom: {error}", file=sys.stderr)
        return 2
    except HomeroomError as error:
        print(f"homeroom: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("homeroom", "helpers"):
            raise
        print(NEEDS_EXTRA.format(name=error.name), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("homeroom: stopped.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `homeroom ... | head` has seen enough
        sys.stdout = None  # or Python flushes it once more at its end
        return 1
    except SystemExit as leaving:  # traitlets ends --help and --version this way
        return leaving.code if isinstance(leaving.code, int) else 1


def _run(argv: list[str]) -> int:
    with template_for(argv):
        return _run_application(argv)


def _run_application(argv: list[str]) -> int:
    with in_one_go():
        import homeroom.quick_imports  # noqa: F401 - before whatever imports jsonschema
        from homeroom.apps.main import HomeroomApp
    app = HomeroomApp.instance()
    try:
        with in_one_go():
            app.initialize(argv)
        return int(app.start() or 0)
    finally:
        # Applications are singletons: a second call in one process would see the first's options.
        while app is not None:
            app.clear_instance()
            app = app.subapp


if __name__ == "__main__":
    sys.exit(main())
