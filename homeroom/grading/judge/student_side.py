"""The student's side: answers what a test asks, in a fork of the process that holds the answers.

Nothing here is trusted by the other side: student code may have replaced any of it. Whatever it
replies is data, as if the student's function had returned it. Neither a test nor an expected
value ever comes here; fixtures of probes do.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import os
import signal
import socket
import sys
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from homeroom.grading.judge.framing import WireError, receive, send
from homeroom.grading.judge.structure import Known, apply_state, described, news
from homeroom.grading.judge.wire import Decoder, Encoder
from homeroom.kernels.seeds import seed_with

MAX_PRINTED = 100_000
MAX_ITEMS = 10_000


def answer(path: str, names: dict[str, Any]) -> None:
    """Answer what tests ask about the names of a notebook, in a fork of this process.

    Parameters
    ----------
    path : str
        Socket on which the judge waits.
    names : dict
        The notebook's namespace.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setpgid(0, 0)
            # After a parallel operation in the parent, one in a fork would wait for ever.
            torch.set_num_threads(1)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.connect(path)
            serve(link, names)
            status = 0
        finally:
            os._exit(status)
    try:
        os.waitpid(child, 0)
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def serve(link: socket.socket, names: dict[str, Any]) -> None:
    """Answer the questions of one test after another until the connection is closed.

    What a test binds in the notebook is not there for the next.
    """
    before = dict(names)
    while _serve_test(link, names):
        names.clear()
        names.update(before)


def _serve_test(link: socket.socket, names: dict[str, Any]) -> bool:
    """Answer the questions of one test; whether it has ended as it should."""
    side = StudentSide(names)
    with _printing_kept() as printed:
        while True:
            try:
                head, buffers = receive(link)
            except (ConnectionError, WireError):
                return False
            encoder = Encoder()
            if head.get("do") == "end":
                send(link, {"printed": printed.getvalue()})
                return True
            try:
                reply = side.reply(head, buffers, encoder)
            except BaseException as error:  # SystemExit and KeyboardInterrupt of the answer too
                encoder = Encoder()
                reply = {"error": _in_words(error)}
            try:
                send(link, reply, encoder.buffers)
            except WireError as error:
                send(link, {"error": _in_words(error)})


class StudentSide:
    """Holds the objects that a test has been told of, and does with them what it asks."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._known: dict[int, Known] = {}
        self._calls: dict[int, tuple[list[Tensor], list[Tensor]]] = {}

    def reply(self, head: Mapping[str, Any], buffers: list[bytes], encoder: Encoder) -> dict:
        """Do what a request asks; the reply's head, its bytes are in the encoder."""
        for number in head.get("released", ()):
            self._calls.pop(number, None)
        if "seed" in head:
            seed_with(head["seed"])
        outputs: list[Tensor] = []
        encoder._hook = lambda value: self._encode_hook(value, outputs, encoder)
        inputs: dict[int, Tensor] = {}
        decoder = Decoder(buffers, lambda node, tensor: self._decode_hook(node, tensor, inputs))
        match head["do"]:
            case "lookup":
                found = {name: self._names[name] for name in head["names"] if name in self._names}
                return {"ok": encoder.encode(found)}
            case "call":
                return self._call(head, decoder, encoder, inputs, outputs)
            case "backward":
                return {"ok": encoder.encode(self._backward(head["call"], decoder, head))}
            case "attribute":
                return {"ok": encoder.encode(getattr(self._target(head), head["name"]))}
            case "length":
                return {"ok": encoder.encode(len(self._target(head)))}
            case "item":
                key = decoder.decode(head["key"])
                return {"ok": encoder.encode(self._target(head)[key])}
            case "items":
                items = []
                for item in self._target(head):
                    items.append(item)
                    if len(items) > MAX_ITEMS:
                        raise WireError(f"more than {MAX_ITEMS} items")
                return {"ok": encoder.encode(items)}
            case "probe":
                args, kwargs = decoder.decode(head["args"]), decoder.decode(head["kwargs"])
                found = self._probe(head["source"], head["name"], args, kwargs)
                return {"ok": encoder.encode(found)}
        raise WireError("a request of an unknown kind")

    def _call(
        self,
        head: Mapping[str, Any],
        decoder: Decoder,
        encoder: Encoder,
        inputs: dict[int, Tensor],
        outputs: list[Tensor],
    ) -> dict:
        """Call a function, an object or a network; keep the graph if gradients may be wanted."""
        target = self._target(head)
        if "name" in head:
            target = getattr(target, head["name"])
        for number, state in _exact_pairs(head.get("state", [])):
            parameters = apply_state(self._objects[number], self._known[number], state, decoder)
            inputs.update(parameters)
        args, kwargs = decoder.decode(head["args"]), decoder.decode(head["kwargs"])
        with torch.set_grad_enabled(bool(head["gradients"])):
            found = target(*args, **kwargs)
        reply: dict[str, Any] = {"ok": encoder.encode(found)}
        changes = [
            [number, change]
            for number, known in self._known.items()
            if number < len(self._objects)
            and (change := news(self._objects[number], known, encoder)) is not None
        ]
        if changes:
            reply["news"] = changes
        if outputs:
            ordered = [inputs[index] for index in sorted(inputs)]
            self._calls[head["call"]] = (ordered, outputs)
        return reply

    def _backward(self, call: int, decoder: Decoder, head: Mapping[str, Any]) -> list:
        inputs, outputs = self._calls[call]
        gradients = decoder.decode(head["gradients"])
        wanted = [tensor for tensor in inputs if tensor.requires_grad]
        pairs = [(o, g) for o, g in zip(outputs, gradients, strict=True) if g is not None]
        if not wanted or not pairs:
            return [None] * len(inputs)
        found = torch.autograd.grad(
            [o for o, _ in pairs],
            wanted,
            [g.to(o.dtype) for o, g in pairs],
            retain_graph=True,
            allow_unused=True,
        )
        by_input = dict(zip(map(id, wanted), found, strict=True))
        return [by_input.get(id(tensor)) for tensor in inputs]

    def _probe(self, source: str, name: str, args: list, kwargs: dict) -> Any:
        """Define a fixture among the student's names and run it."""
        from helpers.testing import plain

        file = f"<probe {name}>"
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        exec(compile(ast.parse(source), file, "exec"), self._names)
        return plain(self._names[name](*args, **kwargs), "A probe reports plain values")

    def _target(self, head: Mapping[str, Any]) -> Any:
        target = self._objects[head["object"]]
        for part in filter(None, str(head.get("path", "")).split(".")):
            target = getattr(target, part)
        return target

    def _decode_hook(self, node: dict, tensor: Tensor | None, inputs: dict[int, Tensor]) -> Any:
        if tensor is not None:
            if "x" in node:
                tensor.requires_grad_()
                inputs[node["x"]] = tensor
            return tensor
        if node.get("t") == "object":
            return self._target(node)
        raise WireError("a request of an unknown form")

    def _encode_hook(self, value: Any, outputs: list[Tensor], encoder: Encoder) -> dict | None:
        if isinstance(value, Tensor):
            if type(value) not in (Tensor, nn.Parameter):
                raise WireError(f"found {type(value).__name__}, expected a plain tensor")
            if not value.requires_grad:
                return None
            outputs.append(value)
            return {"y": len(outputs) - 1}
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self._objects)
            self._objects.append(value)
            self._numbers[id(value)] = number
        node = {"t": "object", "object": number, "class": type(value).__name__[:80]}
        if isinstance(value, type):
            return {**node, "kind": "class", "class": value.__name__[:80]}
        if isinstance(value, nn.Module):
            structure, self._known[number] = described(value, encoder)
            return {**node, "kind": "network", "structure": structure}
        return {**node, "kind": "callable" if callable(value) else "object"}


def _exact_pairs(value: Any) -> list:
    return [pair for pair in value if type(pair) is list and len(pair) == 2]


def _in_words(error: BaseException) -> dict:
    frames = traceback.format_exception(error)
    return {
        "ename": type(error).__name__[:80],
        "text": str(error)[:2000],
        "traceback": "".join(frames)[-6000:],
    }


class _Printed(io.TextIOBase):
    """Keeps what is printed, up to a limit."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = MAX_PRINTED - self._size
        if room > 0:
            self._parts.append(text[:room])
            self._size += len(text[:room])
        return len(text)

    def getvalue(self) -> str:
        return "".join(self._parts)


@contextlib.contextmanager
def _printing_kept() -> Iterator[_Printed]:
    """Keep what is printed here: the kernel's own way out does not work in a fork."""
    printed = _Printed()
    shell = None
    if "IPython" in sys.modules:
        with contextlib.suppress(Exception):
            shell = sys.modules["IPython"].get_ipython()
    publish = getattr(getattr(shell, "display_pub", None), "publish", None)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        if publish is not None and shell is not None:
            shell.display_pub.publish = lambda *_, **__: None
        try:
            yield printed
        finally:
            if publish is not None and shell is not None:
                shell.display_pub.publish = publish
