"""What nbgrader logs while it converts, kept for one conversion and told in a few words."""

from __future__ import annotations

import logging
import re

OWN_ERROR = re.compile(r"^homeroom[\w.]*Error: ")


class ConversionLog:
    """Keeps what a converter of nbgrader logs as an error; its exception only says there was one.

    Give `logger` to the converter as its `log`.
    """

    def __init__(self) -> None:
        self.logger = logging.Logger("homeroom.conversion", level=logging.ERROR)
        self.messages: list[str] = []
        self.logger.addFilter(self._keep)

    def _keep(self, record: logging.LogRecord) -> bool:
        self.messages.append(record.getMessage())
        return False

    def reason(self) -> str:
        """Give the exception that nbgrader logged, without its traceback, else the last message."""
        for message in self.messages:
            if message.startswith("Traceback"):
                return OWN_ERROR.sub("", _after_frames(message.rstrip().split("\n")))
        return self.messages[-1] if self.messages else "nbgrader gave no reason"


def _after_frames(lines: list[str]) -> str:
    """Give what follows the last frame: frames, and lists in our own errors, are indented."""
    starts = [i for i, line in enumerate(lines) if line and not line.startswith((" ", "Traceback"))]
    return "\n".join(lines[starts[-1] :]) if starts else lines[-1]
