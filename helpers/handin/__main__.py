"""From a terminal: ``python -m helpers.handin``."""

import sys

from helpers.handin.terminal import main

if __name__ == "__main__":
    sys.exit(main())
