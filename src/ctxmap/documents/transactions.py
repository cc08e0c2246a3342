"""Transactions, and open questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Blocks, Part, Text, bullets, code, join, names, strong, table, text, words
from ctxmap.model.elements import BoundedContext, Hotspot, Transaction, TransactionStep
from ctxmap.model.names import transaction_files


def transactions(links: Links, declared: Iterable[Transaction]) -> Blocks:
    """A line for each transaction: its consistency, and its steps or aggregates; a saga leads to its picture."""
    return bullets(
        text(
            links.to(_saga(links, each), strong(words(each.title))),
            ": ",
            join("; ", (phrases.CONSISTENCY[each.consistency], *_parts(each))),
        )
        for each in declared
    )


def sagas(links: Links) -> Iterator[Block]:
    """The picture of each saga of the model."""
    for each in links.model.all_transactions:
        yield from links.picture(_saga(links, each), f"{each.title}: steps and compensations")


def _saga(links: Links, transaction: Transaction) -> str:
    return f"sagas/{transaction_files(links.model)[transaction.qualified_name]}.svg"


def hotspots(links: Links, contexts: Iterable[BoundedContext]) -> Blocks:
    """Every hotspot with its subject and context."""
    rows = (
        (*hotspot_row(hotspot), links.context(context.qualified_name))
        for context in contexts
        for part in context.parts
        for hotspot in part.hotspots
    )
    return table(("Question", "About", "Context"), rows)


def hotspot_row(hotspot: Hotspot) -> tuple[Part, Part]:
    """The question of a hotspot and its subject."""
    return words(hotspot.question or hotspot.title), names(reference.name for reference in hotspot.on)


def _parts(transaction: Transaction) -> Iterator[Text]:
    if transaction.aggregates:
        yield names(reference.name for reference in transaction.aggregates)
    if transaction.steps:
        yield join(", then ", map(transaction_step, transaction.steps))


def transaction_step(step: TransactionStep) -> Text:
    """The operation of a step, and in brackets what undoes it and what else is known of it."""
    compensation = text("compensated by ", code(step.compensated_by.name)) if step.compensated_by else ""
    notes = join(", ", (compensation, "pivot" if step.is_pivot else "", "retriable" if step.is_retriable else ""))
    return text(code(step.operation.name), text(" (", notes, ")") if notes else "")
