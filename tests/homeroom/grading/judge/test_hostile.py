"""Does whatever comes from the student's side end in a verdict, and never in a pass?"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom.grading.judge.examiner import Examiner
from homeroom.grading.judge.framing import WireError, receive
from homeroom.grading.judge.names import Given
from homeroom.grading.judge.session import Session

TEST = """
for number in (2, 21):
    found = double(number)
    assert type(found) is int and found == 2 * number, "Twice the number, please"
"""
CELLS = [Given("answer", "def double(x): ...", False), Given("a_test", TEST, True, True)]
SECONDS = 3.0


def framed(head: bytes, buffers: bytes = b"") -> bytes:
    return struct.pack(">IQ", len(head), len(buffers)) + head + buffers


def message(head, *buffers: bytes) -> bytes:
    sizes = [len(buffer) for buffer in buffers]
    return framed(json.dumps({"h": head, "n": sizes}).encode(), b"".join(buffers))


def bound(value) -> dict:
    """A reply in which `double` is this."""
    return {"ok": {"t": "dict", "v": [["double", value]]}}


def verdict_on(replies: list[bytes]):
    """Judge a student's side that answers with these bytes, one after another, over and over."""
    ours, theirs = socket.socketpair()

    def answer() -> None:
        with contextlib.suppress(OSError, WireError), theirs:
            number = 0
            while True:
                receive(theirs)
                theirs.sendall(replies[number % len(replies)])
                number += 1

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        session = Session(ours, time.monotonic() + SECONDS)
        return Examiner(CELLS).examine("a_test", session, SECONDS)
    finally:
        ours.close()
        thread.join()


FUNCTION = {"t": "object", "object": 0, "kind": "callable", "class": "function"}
NETWORK = {"t": "object", "object": 0, "kind": "network", "class": "Net"}


def network(*tensors, parts=({"n": "", "c": "Net", "m": True},)):
    return bound({**NETWORK, "structure": {"parts": list(parts), "tensors": list(tensors)}})


PARAMETER = {"n": "w", "p": True, "g": True, "v": {"t": "tensor", "d": "float32", "s": [1], "b": 0}}

HOSTILE = {
    "nothing": [b""],
    "no form": [b"\xff" * 12],
    "sixteen exabytes": [struct.pack(">IQ", 10, 2**64 - 1)],
    "a head of four gigabytes": [struct.pack(">IQ", 2**32 - 1, 0)],
    "no JSON": [framed(b"\x80\x04cos\nsystem\n")],
    "half a character": [framed(b'{"h":{"ok":"\xff"},"n":[]}')],
    "deep": [framed(b'{"h":{"ok":' + b"[" * 200_000 + b"]" * 200_000 + b'},"n":[]}')],
    "a long number": [framed(b'{"h":{"ok":' + b"9" * 100_000 + b'},"n":[]}')],
    "a list": [framed(b"[]")],
    "sizes that do not add up": [framed(b'{"h":{},"n":[1,2]}', b"x")],
    "sizes below nothing": [framed(b'{"h":{},"n":[-1]}')],
    "a verdict": [message({"passed": True, "score": 2, "ok": True})],
    "other names": [message({"ok": {"t": "dict", "v": [["range", 1], ["abs", 2], ["type", 3]]}})],
    "no names": [message({"ok": 7})],
    "unhashable keys": [message({"ok": {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]}})],
    "an unknown kind": [message(bound({**FUNCTION, "kind": "__class__"}))],
    "numbers that are none": [message(bound({**FUNCTION, "object": "0"}))],
    "a class by a bad name": [message(bound({**FUNCTION, "class": "a b"})), message({"ok": 4})],
    "always four": [message(bound(FUNCTION)), message({"ok": 4})],
    "always true": [message(bound(FUNCTION)), message({"ok": True})],
    "not a number": [message(bound(FUNCTION)), framed(b'{"h":{"ok":NaN},"n":[]}')],
    "an AssertionError": [message({"error": {"ename": "AssertionError", "text": ""}})],
    "an error of no form": [message({"error": [1]})],
    "a SystemExit": [message(bound(FUNCTION)), message({"error": {"ename": "SystemExit"}})],
    "news of nothing": [message(bound(FUNCTION)), message({"ok": 4, "news": [[0, {"values": 1}]]})],
    "bytes that are not there": [message(bound({"t": "bytes", "b": 3}))],
    "too few bytes": [message(bound({"t": "tensor", "d": "int64", "s": [9], "b": 0}), b"x")],
    "a shape that overflows": [
        message(bound({"t": "tensor", "d": "uint8", "s": [2**28, 2**28, 2**8], "b": 0}), b"")
    ],
    "a shape below nothing": [message(bound({"t": "array", "d": "<f8", "s": [-1], "b": 0}), b"")],
    "objects": [message(bound({"t": "array", "d": "O", "s": [1], "b": 0}), b"12345678")],
    "records": [message(bound({"t": "array", "d": "f4,f4", "s": [1], "b": 0}), b"12345678")],
    "one buffer many times": [
        message(
            bound({"t": "list", "v": [{"t": "array", "d": "|u1", "s": [2**22], "b": 0}] * 200}),
            bytes(2**22),
        )
    ],
    "a device": [message(bound({"t": "device", "v": "cuda:99999"}))],
    "a network of nothing": [message(bound(NETWORK))],
    "a network that is itself": [message(network(parts=[{"n": "", "c": "x", "m": True}] * 2))],
    "a part of another": [
        message(network(parts=[{"n": "", "m": True}, {"n": "a.b", "c": "x", "m": True}]))
    ],
    "a parameter by a bad name": [message(network({**PARAMETER, "n": "a b"}), b"1234")],
    "a parameter that hides forward": [
        message(network({**PARAMETER, "n": "forward"}), b"1234"),
        message({"ok": 4}),
    ],
    "a parameter that hides the link": [
        message(network({**PARAMETER, "n": "_homeroom_link"}), b"1234"),
        message({"ok": 4}),
    ],
    "the same as none": [message(network({**PARAMETER, "same": "v"}), b"1234")],
    "gradients out of order": [
        message(network(PARAMETER), b"1234"),
        message({"ok": {"t": "tensor", "d": "int64", "s": [1], "b": 0, "y": 5}}, b"12345678"),
    ],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_does_a_hostile_answer_end_in_a_verdict_and_soon(name):
    began = time.monotonic()
    verdict = verdict_on(HOSTILE[name])
    assert not verdict.passed
    assert verdict.ename
    assert time.monotonic() - began < SECONDS + 5


def test_is_an_answer_that_never_ends_ended():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        began = time.monotonic()
        verdict = Examiner(CELLS).examine("a_test", Session(ours, time.monotonic() + 1), 1.0)
        assert not verdict.passed and time.monotonic() - began < 5


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("t", "v", "b", "s", "d", "y", "object", "kind", "structure", "parts")),
            inner
            | st.sampled_from(("list", "dict", "tensor", "array", "object", "network", "float32")),
            max_size=5,
        )
    ),
    max_leaves=10,
)
HEADS = st.dictionaries(st.sampled_from(("ok", "error", "news", "printed")), VALUES, max_size=3)


@settings(max_examples=150, deadline=None)
@given(heads=st.lists(HEADS | VALUES.map(bound), min_size=1, max_size=4), buffer=st.binary())
def test_does_no_message_whatever_raise_an_error_or_pass(heads, buffer):
    assert not verdict_on([message(head, buffer) for head in heads]).passed
