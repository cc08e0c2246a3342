"""Which refactorings an editor offers at a place: those of the declaration or relationship that can be done there.

What a refactoring makes is computed when it is chosen, because it has to be compiled; whether it can be done is asked
of its function, which refuses at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import msgspec

from ctxmap.lsp.projects import Snapshot
from ctxmap.model.elements import Aggregate, BoundedContext, Element, Model, Named, Relationship
from ctxmap.model.index import relationships_of
from ctxmap.model.walk import elements
from ctxmap.refactorings import Parameter, Refactoring, RefactoringError, all_refactorings
from ctxmap.refactorings._draft import Draft
from ctxmap.syntax.tree import Declaration, File
from ctxmap.syntax.tree import Relationship as Written
from ctxmap.text.source import Source, Span

_MOST = 8
"""How many actions of one refactoring are offered."""
_RENAME = "rename"
"""Editors have a request of their own for it."""


class Offer(msgspec.Struct, frozen=True):
    """A refactoring that can be done, and the names of what it is given, as on the command line."""

    title: str
    refactoring: str
    given: tuple[str, ...]


def offers(snapshot: Snapshot, source: Source, start: int, end: int) -> Iterator[Offer]:
    """The refactorings of what is declared at a place, each with what it would be given."""
    file = snapshot.compilation.files.get(source.path)
    head = _head(file, start, end) if file else None
    if not head:
        return
    for element in _declared(snapshot.compilation.models, source.path, head):
        for name, refactoring in all_refactorings().items():
            if name != _RENAME:
                yield from _offers(snapshot, refactoring, element)


def _head(file: File, start: int, end: int) -> tuple[int, int] | None:
    """From the first word to the name of the innermost declaration or relationship, if a place is in there."""
    members, found = file.members, None
    while members:
        around = [each for each in members if each.start <= start and end <= each.end]
        if not around or not isinstance(around[0], Declaration | Written):
            break
        found, members = around[0], around[0].members
    if isinstance(found, Written):
        parts = (found.left, *found.left_roles, found.arrow, *found.right_roles, found.right, found.name)
    elif isinstance(found, Declaration):
        parts = (found.keyword, found.name)
    else:
        return None
    first, last = min(each.start for each in parts if each), max(each.end for each in parts if each)
    return (first, last) if first <= start and end <= last else None


def _declared(models: Sequence[Model], path: str, head: tuple[int, int]) -> list[Named | Relationship]:
    """What is declared there, once where several models have it."""
    found: dict[Span, Named | Relationship] = {}
    for model in models:
        for each in elements(model):
            if isinstance(each, Named | Relationship) and each.at.path == path and head[0] <= each.at.start < head[1]:
                found.setdefault(each.at, each)
    return list(found.values())


def _offers(snapshot: Snapshot, refactoring: Refactoring, element: Named | Relationship) -> Iterator[Offer]:
    first, *others = [each for each in refactoring.parameters if not each.is_option]
    if not first.kind or not isinstance(element, first.kind) or len(others) > 1:
        return
    seconds = _seconds(snapshot.compilation.models, element, others[0]) if others else [None]
    for second in seconds[:_MOST]:
        values = [element, *([second] if second is not None else [])]
        given = [
            (each,) if parameter.is_list else each for each, parameter in zip(values, (first, *others), strict=True)
        ]
        try:
            refactoring.make(Draft(snapshot.compilation), *given)
        except RefactoringError:
            continue
        words = {parameter.name: _shown(each) for parameter, each in zip((first, *others), values, strict=True)}
        yield Offer(refactoring.title.format(**words), refactoring.name, tuple(map(_named, values)))


def _seconds(models: Sequence[Model], element: Element, parameter: Parameter) -> list[Element | str]:
    """What else a refactoring could be given: aggregates beside an aggregate, contexts on a map with a context."""
    if isinstance(element, Aggregate) and parameter.kind is Aggregate:
        home = element.qualified_name.partition("::")[0]
        contexts = [each for model in models for each in model.contexts if each.qualified_name == home]
        return [each for context in contexts[:1] for each in context.aggregates if each.at != element.at]
    if isinstance(element, BoundedContext) and parameter.kind is BoundedContext:
        names = {
            side.context
            for model in models
            for each in relationships_of(model, element)
            for side in each.sides
            if side.context != element.qualified_name
        }
        every = {each.qualified_name: each for model in models for each in model.contexts}
        return [every[each] for each in sorted(names) if each in every]
    if parameter.name == "file" and isinstance(element, Named):
        return [os.path.join(os.path.dirname(element.at.path), f"{element.name}.cml")]  # noqa: PTH118, PTH120
    return []


def _shown(value: object) -> object:
    """What a title shows of a value."""
    if isinstance(value, Relationship):
        return SimpleNamespace(upstream=value.upstream.context, downstream=value.downstream.context)
    return value.name if isinstance(value, Named) else value


def _named(value: object) -> str:
    if isinstance(value, Relationship):
        return value.id
    return f"{type(value).__name__} {value.qualified_name}" if isinstance(value, Named) else str(value)
