"""A bounded context's page: what it is for, whom it talks to, its language, and what is inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.extents import extent, holds
from ctxmap.backends.markdown.glossary import term_row
from ctxmap.backends.markdown.happenings import findings, hotspot_row, taken_by, transactions
from ctxmap.backends.markdown.inside import aggregate_section, consumers, objects, services
from ctxmap.backends.markdown.links import Links
from ctxmap.backends.markdown.neighbours import inbound, outbound, partners
from ctxmap.backends.markdown.operations import operations
from ctxmap.backends.markdown.processes import flows, policies, read_models
from ctxmap.backends.markdown.summary import summary
from ctxmap.backends.markdown.text import bullets, paragraphs, section, table, words
from ctxmap.findings import Diagnostic
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, Application, BoundedContext


def page(links: Links, context: BoundedContext, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The page's blocks, from the outside in."""
    parts = list(context.parts)
    outside = [part for part in parts if not isinstance(part, Aggregate)]
    application = context.application or Application(name="", qualified_name="")
    yield f"# {words(context.title)}"
    yield words(context.domain_vision_statement)
    yield from paragraphs(context.doc)
    yield bullets(summary(links, context))
    yield from section(2, "Responsibilities", [bullets(map(words, context.responsibilities))])
    yield from section(2, "Inbound", [inbound(links, context)])
    yield from section(2, "Outbound", [outbound(links, context)])
    yield from section(2, "As equals", [partners(links, context)])
    yield from section(2, "Ubiquitous language", [_language(context)])
    yield from section(2, "Offers", [operations(context.operations)])
    for aggregate in context.aggregates:
        yield from aggregate_section(links, aggregate)
    yield from section(2, "Outside any aggregate", [objects(outside), *services(outside), consumers(parts)])
    yield from section(2, "Events", [_events(links, context)])
    yield from section(2, "Policies", [policies(parts)])
    yield from section(2, "Read models", [read_models(links, parts)])
    yield from section(2, "Flows", flows(application))
    yield from section(2, "Transactions", [transactions(application.transactions)])
    yield from section(2, "Open questions", [_hotspots(context)])
    yield from section(2, "Findings", [findings(_about(links, context, diagnostics))])


def _language(context: BoundedContext) -> str:
    return table(("Word", "Means", "Has", "Also called"), map(term_row, context.terms))


def _events(links: Links, context: BoundedContext) -> str:
    rows = ((words(event.title), words(event.doc), taken_by(links, event)) for event in context.events)
    return table(("Event", "What it says", "Taken by"), rows)


def _hotspots(context: BoundedContext) -> str:
    return table(("Question", "About"), (hotspot_row(hotspot) for part in context.parts for hotspot in part.hotspots))


def _about(links: Links, context: BoundedContext, diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings in the context's declaration, and those in its relationships."""
    if not diagnostics:
        return ()
    extents = [extent(each) for each in (context, *index.relationships_of(links.model, context))]
    return [each for each in diagnostics if any(holds(whole, each.at) for whole in extents)]
