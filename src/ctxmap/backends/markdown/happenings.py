"""What happens: events and who takes them, transactions, open questions, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.analyses.event_flow import Taking, takers
from ctxmap.backends.markdown import phrases
from ctxmap.backends.markdown.links import Links
from ctxmap.backends.markdown.text import bullets, code, prose, table, words
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import BoundedContext, DomainObject, Hotspot, Transaction, TransactionStep

_BY = {"RELATIONSHIP": "", "POLICY": "policy", "READ_MODEL": "read model", "FLOW": "flow"}


def events(links: Links) -> str:
    """Every event that a context declares: who publishes it, who takes it."""
    rows = (
        (words(event.title), links.context(context.qualified_name), taken_by(links, event), words(event.doc))
        for context in links.model.contexts
        for event in context.events
    )
    return table(("Event", "Published by", "Taken by", "What it says"), rows)


def taken_by(links: Links, event: DomainObject) -> str:
    """The contexts that take an event, and with which policies, read models and flows."""
    takings = takers(links.model).get(event.qualified_name, ())
    contexts = dict.fromkeys(taking.context for taking in takings)
    return ", ".join(links.context(name) + _by([each for each in takings if each.context == name]) for name in contexts)


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


def findings(diagnostics: Iterable[Diagnostic]) -> str:
    """What ctxmap has to say of the map."""
    return table(
        ("Severity", "Finding", "What to do", "Rule"),
        ((str(each.severity), prose(each.message), prose(each.hint), code(each.rule)) for each in diagnostics),
    )


def _by(takings: Sequence[Taking]) -> str:
    named = [f"{_BY[taking.by]} {words(taking.name)}".strip() for taking in takings if taking.by != "RELATIONSHIP"]
    return f" ({', '.join(named)})" if named else ""


def _parts(transaction: Transaction) -> Iterator[str]:
    if transaction.aggregates:
        yield ", ".join(code(reference.name) for reference in transaction.aggregates)
    if transaction.steps:
        yield ", then ".join(_step(step) for step in transaction.steps)


def _step(step: TransactionStep) -> str:
    undone = f" (undone by {code(step.compensated_by.name)})" if step.compensated_by else ""
    return f"{code(step.operation.name)}{undone}"
