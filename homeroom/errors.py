"""The one family of errors that Homeroom's programs answer with a sentence, never a traceback."""

from __future__ import annotations


class HomeroomError(Exception):
    """Something in the course is not as it should be; the text says what, and what to do."""


class UsageError(HomeroomError):
    """The command was called with arguments it cannot use."""
