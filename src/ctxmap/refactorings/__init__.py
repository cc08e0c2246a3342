"""Changes of a map that go over many places: one file each, found by walking this folder.

`refactorings/merge_contexts.py` is the refactoring `merge-contexts`. It holds one function, decorated with
`refactoring`, that takes a `Draft` of the workspace and what to change, and writes into the draft. Its parameters are
those of the command: elements of the map first, options behind a `*`. `_result.py` makes texts of the draft, in which
all references follow. Absent: files, and what an editor or a command line looks like.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from ctxmap.model.elements import Element
from ctxmap.text.resources import modules_in

__all__ = ["Parameter", "Refactoring", "RefactoringError", "all_refactorings", "load", "names", "refactoring"]


class RefactoringError(Exception):
    """Why a refactoring can't be done; nothing has changed."""


class Parameter(msgspec.Struct, frozen=True):
    """What a refactoring asks for: an element of a kind, several of them (`is_list`), or a word.

    `kind` is None for a word; `choices` are the words that it may be, if they are limited. `default` is None where a
    value has to be given.
    """

    name: str
    kind: type[Element] | None
    help: str = ""
    is_list: bool = False
    is_option: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None


class Refactoring(msgspec.Struct, frozen=True):
    """A refactoring: its name, the function that writes the draft, and the parameters of that function.

    `title` is what an editor shows, with the names of the elements in the places of its parameters.
    """

    name: str
    title: str
    make: Callable[..., None]
    parameters: tuple[Parameter, ...]

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return inspect.getdoc(self.make) or ""


def refactoring(title: str) -> Callable[[Callable[..., None]], Refactoring]:
    """Turn a function into a refactoring, which is named after its module."""

    def decorate(make: Callable[..., None]) -> Refactoring:
        return Refactoring(_command(make.__module__.rpartition(".")[2]), title, make, _parameters(make))

    return decorate


def names() -> tuple[str, ...]:
    """The names of all refactorings, in alphabetical order; none is imported."""
    return tuple(map(_command, modules_in(__path__)))


@cache
def load(name: str) -> Refactoring:
    """The refactoring of that name."""
    return import_module(f"{__name__}.{name.replace('-', '_')}").make


def all_refactorings() -> Mapping[str, Refactoring]:
    """All refactorings by name."""
    return {name: load(name) for name in names()}


def _command(module: str) -> str:
    return module.replace("_", "-")


def _parameters(make: Callable[..., None]) -> tuple[Parameter, ...]:
    """The parameters of a function, but for the first one, the draft."""
    hints = get_type_hints(make, include_extras=True)
    return tuple(_parameter(each, hints[each.name]) for each in list(inspect.signature(make).parameters.values())[1:])


def _parameter(parameter: inspect.Parameter, hint: Any) -> Parameter:
    text = ""
    if get_origin(hint) is Annotated:
        hint, text = get_args(hint)
    is_list = get_origin(hint) is tuple
    if is_list:
        hint = get_args(hint)[0]
    is_word = get_origin(hint) is Literal or hint is str
    kinds: list[Any] = [] if is_word else [each for each in get_args(hint) or (hint,) if each is not type(None)]
    return Parameter(
        parameter.name,
        kinds[0] if kinds else None,
        text,
        is_list,
        parameter.kind is inspect.Parameter.KEYWORD_ONLY,
        get_args(hint) if get_origin(hint) is Literal else (),
        None if parameter.default is inspect.Parameter.empty else parameter.default or "",
    )
