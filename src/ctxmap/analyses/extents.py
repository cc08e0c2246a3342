"""Where in the text an element stands as a whole, with everything in it: for telling what a finding is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ctxmap.model.elements import Element
from ctxmap.source import Span


def extent(element: Element) -> Span:
    """From the first to the last place that the element and whatever it holds have in the element's own file."""
    spans = [span for span in _places(element) if span.path == element.at.path]
    return Span(element.at.path, min(span.start for span in spans), max(span.end for span in spans))


def holds(whole: Span, part: Span) -> bool:
    """Whether the one begins inside the other."""
    return whole.path == part.path and whole.start <= part.start < whole.end


def _places(element: Element) -> Iterator[Span]:
    """Every place of an element and of what it holds. What it refers to is a name, and never leads elsewhere."""
    yield element.at
    yield from element.places.values()
    for name in element.__struct_fields__:
        held = cast("object", getattr(element, name))
        for each in cast("tuple[object, ...]", held) if isinstance(held, tuple) else (held,):
            if isinstance(each, Element):
                yield from _places(each)
