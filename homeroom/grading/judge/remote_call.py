"""A call whose forward and backward happen on the student's side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from homeroom.grading.judge.errors import StudentGone
from homeroom.grading.judge.framing import WireError
from homeroom.grading.judge.wire import Decoder


class _Token:
    """Tells the session when a call's graph is needed no more."""

    def __init__(self, released: Callable[[int], None], call: int) -> None:
        self._released, self._call = released, call

    def __del__(self) -> None:
        self._released(self._call)


class RemoteCall(torch.autograd.Function):
    """Takes the session, a request, its buffers, a list for the reply, and the tensors."""

    @staticmethod
    def forward(ctx, session, request, buffers, replies, *inputs):
        """Ask, and give the tensors of the reply that carry gradients."""
        tree, reply_buffers = session.reply(request, buffers)
        replies.append((tree, reply_buffers))
        found: dict[int, Tensor] = {}

        def hook(node: dict, tensor: Tensor | None) -> Any:
            if tensor is not None and type(node.get("y")) is int:
                found[node["y"]] = tensor
            return tensor

        try:
            Decoder(reply_buffers, hook).decode(tree)
        except WireError as error:
            session.close()
            raise StudentGone(f"the answer cannot be read: {error}") from None
        if sorted(found) != list(range(len(found))) or not all(
            tensor.is_floating_point() or tensor.is_complex() for tensor in found.values()
        ):
            session.close()
            raise StudentGone("the answer cannot be read: its gradients are not in order")
        ctx.session, ctx.call = session, request["call"]
        ctx.token = _Token(session.release, request["call"])
        ctx.shapes = [tensor.shape for tensor in inputs]
        ctx.set_materialize_grads(False)
        outputs = [found[index] for index in range(len(found))]
        if not outputs:
            nothing = torch.empty(0)
            ctx.mark_non_differentiable(nothing)
            return (nothing,)
        return tuple(outputs)

    @staticmethod
    def backward(ctx, *gradients):
        """Ask for the gradients of the inputs."""
        found = ctx.session.backward(ctx.call, gradients)
        if len(found) != len(ctx.shapes) or any(
            g is not None and (type(g) is not Tensor or g.shape != shape)
            for g, shape in zip(found, ctx.shapes, strict=False)
        ):
            ctx.session.close()
            raise StudentGone("the answer cannot be read: gradients of other shapes")
        return None, None, None, None, *found
