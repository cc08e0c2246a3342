"""Transactions, and open questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.markdown import bullets, code, table, words
from ctxmap.model.elements import BoundedContext, Hotspot, Transaction, TransactionStep


def transactions(given: Iterable[Transaction]) -> str:
    """A line for each: its consistency, and its steps or aggregates."""
    return bullets(
        f"**{words(each.title)}**: {'; '.join(filter(None, (phrases.CONSISTENCY[each.consistency], *_parts(each))))}"
        for each in given
    )


def hotspots(links: Links, contexts: Iterable[BoundedContext]) -> str:
    """Every open question, what it is about, and in which context it was asked."""
    rows = (
        (*hotspot_row(hotspot), links.context(context.qualified_name))
        for context in contexts
        for part in context.parts
        for hotspot in part.hotspots
    )
    return table(("Question", "About", "Context"), rows)


def hotspot_row(hotspot: Hotspot) -> tuple[str, str]:
    """The question, and what it is about."""
    return words(hotspot.question or hotspot.title), ", ".join(code(reference.name) for reference in hotspot.on)


def _parts(transaction: Transaction) -> Iterator[str]:
    if transaction.aggregates:
        yield ", ".join(code(reference.name) for reference in transaction.aggregates)
    if transaction.steps:
        yield ", then ".join(_step(step) for step in transaction.steps)


def _step(step: TransactionStep) -> str:
    undone = f" (undone by {code(step.compensated_by.name)})" if step.compensated_by else ""
    return f"{code(step.operation.name)}{undone}"
