"""Seccomp: the system calls that student code has no use for are refused.

The filter is a list of what is denied: what torch, NumPy or a student's own program may need is
too much to list. Numbers are those of x86_64 and aarch64; on any other machine there is no filter
(`install` says so), and the other walls stand alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
from dataclasses import dataclass

from homeroom.kernels import linux

_SET_MODE_FILTER = 1
_LOAD, _JUMP_EQUAL, _JUMP_GE, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF_0000, 0x0005_0000, 0x8000_0000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16

# ZeroMQ and getaddrinfo abort or fail without netlink (16); there is no network to reach by it.
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, 16)
_NEW_NAMESPACES = (
    linux.CLONE_NEWNS
    | linux.CLONE_NEWCGROUP
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUSER
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNET
)

# Name: number on x86_64, number on aarch64 (None where there is no such call).
DENIED: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "fanotify_init": (300, 262),
    # memory that no limit counts, or that hides from one
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # large and often broken parts of the kernel
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42),
    "uselib": (134, None),
    "vhangup": (153, 58),
    # the machine itself
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "iopl": (172, None),
    "ioperm": (173, None),
    "syslog": (103, 116),
}
# Programs fall back to older calls when these do not exist.
ABSENT: dict[str, tuple[int | None, int | None]] = {
    "clone3": (435, 435),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
}


@dataclass(frozen=True)
class Machine:
    """Numbers that differ between processors."""

    column: int
    architecture: int
    clone: int
    socket: int
    socketpair: int


MACHINES = {
    "x86_64": Machine(0, 0xC000_003E, 56, 41, 53),
    "aarch64": Machine(1, 0xC000_00B7, 220, 198, 199),
}


def program(machine: Machine) -> bytes:
    """Compile the filter to the instructions that Linux runs at every system call.

    Examples
    --------
    >>> len(program(MACHINES["x86_64"])) % 8
    0
    """
    code = [
        _instruction(_LOAD, _ARCHITECTURE),
        _instruction(_JUMP_EQUAL, machine.architecture, 1, 0),
        _instruction(_RETURN, _KILL_PROCESS),
        _instruction(_LOAD, _NUMBER),
    ]
    if machine.column == 0:
        # The x32 calls, the same ones once more under other numbers.
        code += [_instruction(_JUMP_GE, 0x4000_0000, 0, 1), _refuse(errno.ENOSYS)]
    for table, error in ((DENIED, errno.EPERM), (ABSENT, errno.ENOSYS)):
        for numbers in table.values():
            if (number := numbers[machine.column]) is not None:
                code += [_instruction(_JUMP_EQUAL, number, 0, 1), _refuse(error)]
    code += [
        _instruction(_JUMP_EQUAL, machine.clone, 0, 4),
        _instruction(_LOAD, _FIRST_ARGUMENT),
        _instruction(_JUMP_SET, _NEW_NAMESPACES, 0, 1),
        _refuse(errno.EPERM),
        _instruction(_RETURN, _ALLOW),
        _instruction(_JUMP_EQUAL, machine.socket, 1, 0),
        _instruction(_JUMP_EQUAL, machine.socketpair, 0, len(FAMILIES) + 2),
        _instruction(_LOAD, _FIRST_ARGUMENT),
    ]
    for left, family in zip(range(len(FAMILIES), 0, -1), FAMILIES, strict=True):
        code.append(_instruction(_JUMP_EQUAL, int(family), left, 0))
    code += [_refuse(errno.EAFNOSUPPORT), _instruction(_RETURN, _ALLOW)]
    return b"".join(code)


def install() -> bool:
    """Put the filter over this process and all it will start; for good.

    Returns
    -------
    bool
        Whether there is a filter for this processor.
    """
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = program(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    number = 317 if machine.column == 0 else 277
    call = linux.syscall(number, ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(0), head)
    linux.checked(call, "seccomp")
    return True


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _refuse(error: int) -> bytes:
    return _instruction(_RETURN, _ERRNO | error)
