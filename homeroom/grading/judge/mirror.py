"""A network whose parameters live in the judge, and whose forward and backward are messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from homeroom.grading.judge.framing import WireError
from homeroom.grading.judge.links import Link, Reference, link_of
from homeroom.grading.judge.session import Session
from homeroom.grading.judge.wire import Decoder, Encoder

MAX_TENSORS = 20_000


class Mirror(nn.Module):
    """Mirrors a student's network or a part of one.

    It has the same parts, parameters and buffers by the same names. What a test changes (a value,
    a mode, ``requires_grad``) is told to the student's side with the next call; what a
    forward changes there (running statistics) comes back with its reply.
    """

    def __init__(self, link: Link, training: bool) -> None:
        super().__init__()
        object.__setattr__(self, "_homeroom_link", link)
        self.training = training

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Run the student's forward."""
        return self._call(None, args, kwargs)

    def _call(self, name: str | None, args: tuple, kwargs: dict) -> Any:
        link = link_of(self)
        assert link is not None
        return link.session.call(link.reference, name, args, kwargs, [link.root or self])

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            link = object.__getattribute__(self, "__dict__").get("_homeroom_link")
            if link is None or (name.startswith("__") and name.endswith("__")):
                raise
        found = link.session.attribute(link.reference, name)
        if callable(found) and not isinstance(found, nn.Module):
            # A method: called by its name, so that the network's state goes with it.
            return lambda *args, **kwargs: self._call(name, args, kwargs)
        return found

    def __len__(self) -> int:
        return len(self._modules)

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        parts = list(self._modules.values())
        return parts[key] if isinstance(key, int | slice) else self._modules[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._modules.values())

    def __deepcopy__(self, memo: dict) -> Any:
        raise TypeError(
            "a student's network cannot be copied here: keep a copy of its state_dict()"
        )


class RootMirror(Mirror):
    """The whole network; knows what the student's side was told last."""

    def __init__(self, link: Link, training: bool) -> None:
        super().__init__(link, training)
        object.__setattr__(self, "_told", {})
        object.__setattr__(self, "_told_modes", {})

    @property
    def number(self) -> int:
        """The number by which the student's side knows the network."""
        link = link_of(self)
        assert link is not None
        return link.reference.number

    def changes(self, encoder: Encoder, inputs: list[Tensor] | None) -> dict:
        """What the student's side must be told before a call.

        Parameters
        ----------
        encoder : Encoder
        inputs : list of Tensor or None
            Tensors that take part in the gradient; trainable parameters are added. None where no
            gradient is wanted.
        """
        state: dict[str, Any] = {}
        numbers = []
        seen: set[int] = set()
        for name, tensor in self._tensors():
            if id(tensor) in seen:
                continue
            seen.add(id(tensor))
            if is_lazy(tensor):
                continue
            told = self._told.get(name)
            if told is None or not _same(told[0], tensor):
                state.setdefault("values", []).append([name, encoder.encode(tensor.detach())])
            if told is None or told[1] != tensor.requires_grad:
                state.setdefault("flags", []).append([name, bool(tensor.requires_grad)])
            self._tell(name, tensor)
            if inputs is not None and tensor.requires_grad and isinstance(tensor, nn.Parameter):
                inputs.append(tensor)
                numbers.append([name, len(inputs) - 1])
        modes = {name: part.training for name, part in self.named_modules()}
        if modes != self._told_modes:
            state["modes"] = [[name, bool(mode)] for name, mode in modes.items()]
            object.__setattr__(self, "_told_modes", modes)
        if numbers:
            state["inputs"] = numbers
        return state

    def hear(self, change: dict, buffers: list[bytes]) -> None:
        """Take over what a call has changed on the student's side."""
        if "structure" in change:
            refresh(self, change["structure"], buffers)
            return
        own = dict(self._tensors())
        decoder = Decoder(buffers)
        for pair in _listed(change.get("values")):
            name, node = _pair(pair)
            value = decoder.decode(node)
            tensor = own.get(name)
            if tensor is None or type(value) is not Tensor or value.shape != tensor.shape:
                raise WireError("news of something that is not there")
            with torch.no_grad():
                tensor.copy_(value)
            self._tell(name, tensor)

    def _tensors(self) -> Iterator[tuple[str, Tensor]]:
        yield from self.named_parameters(remove_duplicate=False)
        yield from self.named_buffers(remove_duplicate=False)

    def _tell(self, name: str, tensor: Tensor) -> None:
        told = self._told.get(name)
        if told is None or not _same(told[0], tensor) or told[1] != tensor.requires_grad:
            self._told[name] = (tensor.detach().clone(), tensor.requires_grad)


def make_mirror(session: Session, number: int, node: dict, buffers: list[bytes]) -> RootMirror:
    """Make the mirror of a network from its description."""
    from homeroom.grading.judge.stand_ins import class_name

    kind = type(class_name(node), (RootMirror,), {})
    root = kind(Link(session, Reference(number)), True)
    refresh(root, node.get("structure"), buffers)
    return root


def refresh(root: RootMirror, structure: Any, buffers: list[bytes]) -> None:
    """Bring a mirror to a description: values are set where names and shapes are the same.

    Raises
    ------
    WireError
        If the description is not in the form.
    """
    if type(structure) is not dict:
        raise WireError("a network without a description")
    parts = [_part(row) for row in _listed(structure.get("parts"))]
    rows = _listed(structure.get("tensors"))
    if len(rows) + len(parts) > MAX_TENSORS or not parts or parts[0][0] != "":
        raise WireError("a network of an impossible size")
    nodes = _parts_of(root, parts)
    own = dict(root._tensors())
    made: dict[str, Tensor] = {}
    decoder = Decoder(buffers)
    for row in rows:
        if type(row) is not dict or type(row.get("n")) is not str:
            raise WireError("a parameter without a name")
        name = row["n"]
        made[name] = _tensor_of(row, made, own.get(name), decoder)
        place, _, last = name.rpartition(".")
        if place not in nodes or not last.isidentifier() and not last.isdigit():
            raise WireError("a parameter outside its network")
        registered = nodes[place]._parameters if row.get("p") is True else nodes[place]._buffers
        registered[last] = made[name]  # type: ignore[assignment]
    for path, part in nodes.items():
        for table in (part._parameters, part._buffers):
            for last in [key for key in table if f"{path}.{key}".lstrip(".") not in made]:
                del table[last]
    root._told.clear()
    for name, tensor in root._tensors():
        if not is_lazy(tensor):
            root._tell(name, tensor)
    object.__setattr__(
        root, "_told_modes", {name: part.training for name, part in root.named_modules()}
    )


def _parts_of(root: RootMirror, parts: list[tuple[str, str, bool]]) -> dict[str, Mirror]:
    """Give the parts of a mirror by path, making those that are new and dropping others."""
    link = link_of(root)
    assert link is not None
    nodes: dict[str, Mirror] = {"": root}
    children: dict[str, dict[str, Mirror]] = {"": {}}
    for path, name, training in parts:
        if path == "":
            root.training = training
            continue
        place, _, last = path.rpartition(".")
        if place not in nodes or not last or path in nodes:
            raise WireError("a part outside its network")
        known = nodes[place]._modules.get(last)
        if not isinstance(known, Mirror):
            kind = type(name, (Mirror,), {})
            known = kind(Link(link.session, Reference(link.reference.number, path), root), training)
        known.training = training
        nodes[path] = known
        children[path] = {}
        children[place][last] = known
    for path, node in nodes.items():
        node._modules.clear()
        node._modules.update(children[path])
    return nodes


def _part(row: Any) -> tuple[str, str, bool]:
    from homeroom.grading.judge.stand_ins import class_name

    if type(row) is not dict or type(row.get("n")) is not str or type(row.get("m")) is not bool:
        raise WireError("a part that is not described")
    return row["n"], class_name(row), row["m"]


def _tensor_of(row: dict, made: dict[str, Tensor], own: Tensor | None, decoder: Decoder) -> Tensor:
    if "same" in row:
        if row["same"] not in made:
            raise WireError("a parameter that is the same as none")
        return made[row["same"]]
    if row.get("lazy") is True:
        return nn.parameter.UninitializedParameter()
    value, trainable = decoder.decode(row.get("v")), row.get("g")
    if type(value) is not Tensor or type(trainable) is not bool:
        raise WireError("a parameter without a value")
    if trainable and not (value.is_floating_point() or value.is_complex()):
        raise WireError("whole numbers cannot be trained")
    is_parameter = row.get("p") is True
    if (
        own is not None
        and not is_lazy(own)
        and own.shape == value.shape
        and own.dtype == value.dtype
        and isinstance(own, nn.Parameter) == is_parameter
    ):
        with torch.no_grad():
            own.copy_(value)
        if is_parameter:
            own.requires_grad_(trainable)
        return own
    return nn.Parameter(value, requires_grad=trainable) if is_parameter else value


def _same(one: Tensor, other: Tensor) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and torch.equal(one, other)


def _listed(value: Any) -> list:
    if type(value) is not list:
        raise WireError("a list that is none")
    return value


def _pair(value: Any) -> tuple[str, Any]:
    if type(value) is not list or len(value) != 2 or type(value[0]) is not str:
        raise WireError("a pair that is none")
    return value[0], value[1]
