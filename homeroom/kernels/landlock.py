"""Landlock: which files this process and its children may touch, and whom they may reach.

A second wall behind the mounts. What the running Linux does not know yet is left out; with no
Landlock at all (before Linux 5.13) the mounts stand alone, and `homeroom doctor --isolation` says
so.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from homeroom.kernels import linux

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
REMOVE_FILE = 1 << 5
MAKE_SOCK = 1 << 9

_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1 << 0, 1 << 1

READ = EXECUTE | READ_FILE | READ_DIR
# What may be granted on a single file; the rest is about folders.
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEV
# Folders in which everything may be done, but no device be made.
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11


def version() -> int:
    """Tell which Landlock this Linux has; 0 is none.

    Examples
    --------
    >>> version() >= 0
    True
    """
    found = linux.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    return max(found, 0)


def rights(abi: int) -> int:
    """All rights over files that a version knows.

    Examples
    --------
    >>> bin(rights(1)).count("1"), bin(rights(7)).count("1")
    (13, 16)
    """
    known = (1 << 13) - 1
    for least, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEV)):
        known |= right if abi >= least else 0
    return known


def restrict(
    read: Iterable[str], write: Iterable[str], other: Iterable[tuple[str, int]] = ()
) -> bool:
    """Allow reading below some folders, everything below others, and no more; for good.

    Parameters
    ----------
    read, write : iterable of str
        Folders and files; those that do not exist are passed over.
    other : iterable of (str, int)
        Folders with the rights that are granted on them.

    Returns
    -------
    bool
        Whether there is a Landlock to do it with.
    """
    abi = version()
    if abi == 0:
        return False
    handled = rights(abi)
    scopes = _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS if abi >= 6 else 0
    attributes = struct.pack("QQQ", handled, 0, scopes)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = linux.checked(
        linux.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0)),
        "landlock_create_ruleset",
    )
    try:
        everything = handled & ~(_MAKE_CHAR | _MAKE_BLOCK | _IOCTL_DEV)
        for path in read:
            _allow(ruleset, path, READ & handled)
        for path in write:
            _allow(ruleset, path, everything)
        for path, granted in other:
            _allow(ruleset, path, granted & handled)
        linux.checked(
            linux.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0)),
            "landlock_restrict_self",
        )
    finally:
        os.close(ruleset)
    return True


def _allow(ruleset: int, path: str, granted: int) -> None:
    try:
        file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not Path(path).is_dir():
            granted &= _OF_FILES
        rule = struct.pack("=Qi", granted, file)
        call = linux.syscall(
            _ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint(0)
        )
        linux.checked(call, f"landlock rule for {path}")
    finally:
        os.close(file)
