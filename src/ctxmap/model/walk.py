"""Everything in a model, whatever attributes it stands in, and what its references mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ctxmap.model.elements import Async, Batch, Element, Model, Reference, Side, Sync, Type
from ctxmap.text.source import Span


def elements(value: object) -> Iterator[Element]:
    """All elements in a model or an element, it included, from the outermost to the innermost."""
    if isinstance(value, Element):
        yield value
    if isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            if isinstance(each, Element):
                yield from elements(each)
    elif isinstance(value, Element | Model):
        for attribute in value.__struct_fields__:
            inner = getattr(value, attribute)
            if isinstance(inner, tuple | Element):
                yield from elements(cast("object", inner))


def references(value: object) -> Iterator[tuple[Span, str]]:
    """Where a model or an element refers to something, and the qualified name of what it means."""
    for each in elements(value):
        match each:
            case Reference(target=str(target)) | Type(target=str(target)):
                yield each.at, target
            case Side():
                yield each.at, each.context
            case Sync() if each.says("caller") and each.caller:
                yield each.place("caller"), each.caller
            case Async() | Batch() if each.says("publisher") and each.publisher:
                yield each.place("publisher"), each.publisher
            case _:
                pass
