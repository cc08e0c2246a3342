"""Step-by-step migration: who comes out of which legacy system, and whether that is said to be over."""

from __future__ import annotations

from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts


def legacy_of(model: Model, context: BoundedContext) -> BoundedContext | None:
    """The context out of which another one comes (`extractedFrom`)."""
    return contexts(model).get(context.extracted_from.target or "") if context.extracted_from else None


def is_out_of(model: Model, context: BoundedContext, other: BoundedContext) -> bool:
    """Whether the extraction of `context` from `other` is said to be over."""
    return context.migration == "DONE" and other is legacy_of(model, context)


def legacy_among(model: Model, one: str, other: str) -> str:
    """Of two contexts by name the one that the other comes out of; "" if neither does."""
    first, second = contexts(model)[one], contexts(model)[other]
    if legacy_of(model, first) is second:
        return other
    return one if legacy_of(model, second) is first else ""
