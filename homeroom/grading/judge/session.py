"""The judge's side of a conversation with one fork of the student's process."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from homeroom.grading.judge.errors import StudentGone, students_error
from homeroom.grading.judge.framing import WireError, receive, send
from homeroom.grading.judge.links import Reference, link_of
from homeroom.grading.judge.remote_call import RemoteCall
from homeroom.grading.judge.wire import Decoder, Encoder

if TYPE_CHECKING:
    from homeroom.grading.judge.mirror import Mirror


class Session:
    """Ask one fork of a student's process; every answer is data.

    Parameters
    ----------
    link : socket
        Connected to :func:`homeroom.grading.judge.student_side.serve`.
    deadline : float
        By :func:`time.monotonic`; a request that is not answered by then ends the session.
    """

    def __init__(self, link: socket.socket, deadline: float) -> None:
        self.calls = 0
        self.finished = False
        """Whether the conversation has ended as it should, so that another may follow."""
        self._link = link
        self._deadline = deadline
        self._open = True
        self._released: list[int] = []
        self._met: dict[int, Any] = {}

    def lookup(self, names: Sequence[str]) -> dict[str, Any]:
        """Fetch names of the student's notebook; those that are not bound are left out."""
        found = self._ask({"do": "lookup", "names": list(names)})
        if type(found) is not dict:
            raise StudentGone("the student's process gave no names")
        return {name: value for name, value in found.items() if name in set(names)}

    def attribute(self, reference: Reference, name: str) -> Any:
        """Fetch an attribute."""
        return self._ask({"do": "attribute", **reference.as_json(), "name": name})

    def length(self, reference: Reference) -> Any:
        """Ask for ``len``."""
        return self._ask({"do": "length", **reference.as_json()})

    def items(self, reference: Reference) -> Any:
        """Fetch everything that iterating gives."""
        return self._ask({"do": "items", **reference.as_json()})

    def item(self, reference: Reference, key: Any) -> Any:
        """Fetch one item."""
        encoder = Encoder(self._encode_reference)
        request = {"do": "item", **reference.as_json(), "key": encoder.encode(key)}
        return self._ask(request, encoder.buffers)

    def probe(self, source: str, name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Run a fixture on the student's side; what it reports."""
        encoder = Encoder()
        request = {
            "do": "probe",
            "source": source,
            "name": name,
            "args": encoder.encode(list(args)),
            "kwargs": encoder.encode(dict(kwargs)),
        }
        return self._ask(request, encoder.buffers)

    def call(
        self,
        reference: Reference,
        name: str | None,
        args: Sequence[Any],
        kwargs: dict[str, Any],
        networks: Sequence[Mirror] = (),
    ) -> Any:
        """Call an object or one of its methods; gradients flow back through the call.

        Parameters
        ----------
        reference : Reference
        name : str or None
            Method to call; None for the object itself.
        args, kwargs
            Plain values, tensors, stand-ins of this session.
        networks : sequence of Mirror
            Whose parameters take part besides those that are among the arguments.
        """
        gradients = torch.is_grad_enabled()
        inputs: list[Tensor] = []
        taking_part = {id(network): network for network in networks}

        def hook(value: Any) -> dict | None:
            if isinstance(value, Tensor):
                if not (gradients and value.requires_grad):
                    return None
                inputs.append(value)
                return {"x": len(inputs) - 1}
            found = self._encode_reference(value)
            root = getattr(link_of(value), "root", None)
            if root is not None:
                taking_part[id(root)] = root
            return found

        encoder = Encoder(hook)
        request: dict[str, Any] = {"do": "call", **reference.as_json(), "gradients": gradients}
        if name is not None:
            request["name"] = name
        request["args"] = encoder.encode(list(args))
        request["kwargs"] = encoder.encode(dict(kwargs))
        request["state"] = [
            [network.number, network.changes(encoder, inputs if gradients else None)]
            for network in taking_part.values()
        ]
        self.calls += 1
        request["call"] = self.calls
        if not inputs:
            return self._ask(request, encoder.buffers)
        return self._differentiable(request, encoder.buffers, inputs)

    def finish(self) -> str:
        """End the conversation; what the student's code has printed."""
        if not self._open:
            return ""
        try:
            head, _ = self._exchange({"do": "end"}, [])
        except StudentGone:
            return ""
        self.close()
        self.finished = True
        printed = head.get("printed")
        return printed if type(printed) is str else ""

    def close(self) -> None:
        """Let the student's process go."""
        self._open = False
        self._link.close()

    def release(self, call: int) -> None:
        """Note that a call's graph is needed no more; said with the next request."""
        self._released.append(call)

    def _differentiable(self, request: dict, buffers: list[bytes], inputs: list[Tensor]) -> Any:
        replies: list[tuple[Any, list[bytes]]] = []
        outputs = RemoteCall.apply(self, request, buffers, replies, *inputs)
        ((tree, reply_buffers),) = replies

        def hook(node: dict, tensor: Tensor | None) -> Any:
            if tensor is not None:
                return outputs[node["y"]] if "y" in node else tensor
            return self._stand_in(node, reply_buffers)

        return Decoder(reply_buffers, hook).decode(tree)

    def backward(self, call: int, gradients: Sequence[Tensor | None]) -> list[Tensor | None]:
        """Send gradients of a call's outputs; those of its inputs come back."""
        encoder = Encoder()
        request = {"do": "backward", "call": call, "gradients": encoder.encode(list(gradients))}
        found = self._ask(request, encoder.buffers)
        if type(found) is not list:
            raise StudentGone("the student's process gave no gradients")
        return found

    def _ask(self, request: dict, buffers: Sequence[bytes] = ()) -> Any:
        """Send a request and decode what comes back."""
        tree, reply_buffers = self.reply(request, buffers)

        def hook(node: dict, tensor: Tensor | None) -> Any:
            return tensor if tensor is not None else self._stand_in(node, reply_buffers)

        try:
            return Decoder(reply_buffers, hook).decode(tree)
        except WireError as error:
            self.close()
            raise StudentGone(f"the answer cannot be read: {error}") from None

    def reply(self, request: dict, buffers: Sequence[bytes]) -> tuple[Any, list[bytes]]:
        """Exchange one request; the tree of the reply, or the student's error raised here."""
        request["seed"] = _next_seed()
        request["released"], self._released = self._released, []
        head, reply_buffers = self._exchange(request, buffers)
        if "error" in head:
            raise students_error(head["error"])
        if type(news := head.get("news", [])) is list:
            for number, change in filter(_is_pair, news):
                network = self._met.get(number) if type(number) is int else None
                if network is None or type(change) is not dict:
                    continue
                try:
                    network.hear(change, reply_buffers)
                except WireError as error:
                    self.close()
                    raise StudentGone(f"the answer cannot be read: {error}") from None
        return head.get("ok"), reply_buffers

    def _exchange(self, request: dict, buffers: Sequence[bytes]) -> tuple[dict, list[bytes]]:
        if not self._open:
            raise StudentGone("the student's process has ended")
        left = self._deadline - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            self._link.settimeout(left)
            send(self._link, request, list(buffers))
            return receive(self._link)
        except TimeoutError:
            self.close()
            raise StudentGone("the answer took too long") from None
        except OSError:
            self.close()
            raise StudentGone("the student's process ended while it was working") from None
        except WireError as error:
            self.close()
            raise StudentGone(f"the answer cannot be read: {error}") from None

    def _encode_reference(self, value: Any) -> dict | None:
        link = link_of(value)
        if link is None:
            return None
        if link.session is not self:
            raise StudentGone("this object belongs to an earlier test")
        return {"t": "object", **link.reference.as_json()}

    def _stand_in(self, node: dict, buffers: list[bytes]) -> Any:
        from homeroom.grading.judge.stand_ins import stand_in

        number = node.get("object")
        if node.get("t") != "object" or type(number) is not int:
            raise WireError("an answer of an unknown form")
        known = self._met.get(number)
        self._met[number] = made = stand_in(self, number, node, buffers, known)
        return made


def _is_pair(value: Any) -> bool:
    return type(value) is list and len(value) == 2


def _next_seed() -> int:
    """A seed that follows the judge's own random stream, so that seeding a test seeds answers."""
    seed = zlib.crc32(torch.get_rng_state().numpy().tobytes())
    torch.rand(())
    return seed
