"""Which libraries does an answer use? Read from its code, not from what happens to be loaded."""

import dis
import functools
import re
import sys
from collections.abc import Callable, Collection, Iterator
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

# Libraries that print and draw say nothing about how a result was worked out.
_SHOWING = frozenset({"IPython", "ipykernel", "matplotlib", "tqdm"})
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
# Where one of these is used, a text may name a module.
_BY_NAME = frozenset({"__import__", "import_module", "modules", "globals"})
_RUNS_TEXT = frozenset({"exec", "eval", "compile"})
_LOADS = frozenset({"LOAD_GLOBAL", "LOAD_NAME"})


def libraries_reached(*answers: Any, but: Collection[str] = ()) -> list[str]:
    """List the libraries that functions and classes use, however they come by them.

    Followed are imports inside a function, global names, closures, default values, decorators,
    base classes, methods, and functions and classes of the same notebook (``__main__``) that
    are used. That a library is loaded, or imported in the notebook for something else, does not
    count.

    Parameters
    ----------
    *answers : function, class or other object
        Whose libraries are wanted.
    but : collection of str
        Global names that are not followed: the answers to other questions, which are looked at
        for themselves.

    Returns
    -------
    list of str
        Top-level names such as ``"numpy"``, sorted. Python's standard library and libraries for
        printing and drawing are left out.

    Examples
    --------
    >>> import functools, math, numpy as np, torch
    >>> libraries_reached(np.maximum, math.exp)
    ['numpy']
    >>> libraries_reached(functools.partial(torch.add, alpha=2))
    ['torch']
    """
    walk = _Walk(frozenset(but))
    for answer in answers:
        walk.follow(answer)
    return sorted(walk.found - _SHOWING)


class _Walk:
    """A walk over everything that an object's code can lay hands on."""

    def __init__(self, but: frozenset[str]) -> None:
        self.but = but
        self.found: set[str] = set()
        self._seen: dict[int, Any] = {}

    def follow(self, first: Any) -> None:
        waiting = [first]
        while waiting:
            one = waiting.pop()
            if id(one) not in self._seen:
                self._seen[id(one)] = one  # kept, so that its id is not given to another
                waiting.extend(self._next(one))

    def _note(self, module: Any) -> bool:
        """Write a library down; tell whether it is one, and not the notebook itself."""
        top = str(module or "").partition(".")[0]
        if top in ("", "__main__"):
            return False
        if top not in sys.stdlib_module_names:
            self.found.add(top)
        return True

    def _next(self, one: Any) -> Iterator[Any]:
        """Note the library that an object belongs to, or give what it is made of."""
        if isinstance(one, ModuleType):
            self._note(one.__name__)
        elif isinstance(one, FunctionType):
            # What a decorator wraps says that it is from elsewhere; its code says otherwise. And
            # the functions of a named tuple say that they are of a module that does not exist.
            module = str(one.__globals__.get("__name__"))
            if module.partition(".")[0] not in sys.modules or not self._note(module):
                yield from self._of_function(one)
            yield getattr(one, "__wrapped__", None)
        elif isinstance(one, MethodType):
            yield from (one.__func__, one.__self__)
        elif isinstance(one, BuiltinFunctionType):
            self._note(one.__module__)
        elif isinstance(one, staticmethod | classmethod):
            yield one.__func__
        elif isinstance(one, property):
            yield from (one.fget, one.fset, one.fdel)
        elif isinstance(one, functools.partial):
            yield from (one.func, one.args, one.keywords)
        elif isinstance(one, type):
            if not self._note(one.__module__):
                yield from (*one.__bases__, type(one), *vars(one).values())
        elif isinstance(one, list | tuple | set | frozenset):
            yield from one
        elif isinstance(one, dict):
            yield from one.values()
        elif isinstance(one, CodeType):
            yield from self._of_code(one, {})
        else:
            # An object that can be called runs what its class holds.
            yield type(one)
            # Objects that wrap a function, such as numpy.vectorize.
            yield from getattr(one, "__dict__", {}).values()

    def _of_function(self, function: FunctionType) -> Iterator[Any]:
        yield from self._of_code(function.__code__, function.__globals__)
        yield from (function.__defaults__, function.__kwdefaults__)
        for cell in function.__closure__ or ():
            try:
                yield cell.cell_contents
            except ValueError:  # a name that is not bound yet
                continue

    def _of_code(self, code: CodeType, names: dict[str, Any]) -> Iterator[Any]:
        for step in dis.get_instructions(code):
            if step.opname == "IMPORT_NAME":
                self._note(step.argval)
            elif step.opname in _LOADS and step.argval not in self.but:
                yield names.get(step.argval)
        texts = [text for text in code.co_consts if isinstance(text, str)]
        if _BY_NAME & set(code.co_names):
            self._named_in(texts)
        if _RUNS_TEXT & set(code.co_names):
            yield from _compiled(texts)
        for inner in code.co_consts:
            if isinstance(inner, CodeType):
                yield from self._of_code(inner, names)

    def _named_in(self, texts: list[str]) -> None:
        for text in texts:
            top = text.partition(".")[0]
            if _DOTTED.fullmatch(text) and top in sys.modules:
                self._note(text)


def _compiled(texts: list[str]) -> Iterator[CodeType]:
    """Compile what may be run as a program."""
    compiler: Callable[..., Any] = compile
    for text in texts:
        try:
            yield compiler(text, "<text>", "exec")
        except (SyntaxError, ValueError):
            continue
