"""Where in the text an element and everything in it stand: for telling what a finding is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ctxmap.model.elements import Element
from ctxmap.text.source import Span


def places(element: Element) -> Iterator[Span]:
    """Every place of an element and of what it holds. What it refers to is a name, and never leads elsewhere."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        yield here.at
        yield from here.places.values()
        for name in here.__struct_fields__:
            held = cast("object", getattr(here, name))
            if isinstance(held, Element):
                waiting.append(held)
            elif isinstance(held, tuple):
                waiting += (each for each in cast("tuple[object, ...]", held) if isinstance(each, Element))


def extent(element: Element) -> Span:
    """From the first to the last place that the element and whatever it holds have in the element's own file."""
    spans = [span for span in places(element) if span.path == element.at.path]
    return Span(element.at.path, min(span.start for span in spans), max(span.end for span in spans))


def holds(whole: Span, part: Span) -> bool:
    """Whether the one begins inside the other."""
    return whole.path == part.path and whole.start <= part.start < whole.end
