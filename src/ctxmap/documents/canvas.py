"""The page of a bounded context: the Bounded Context Canvas, then its internal structure."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.documents.catalogue import events_of
from ctxmap.documents.findings import LocatedFindings, findings_of
from ctxmap.documents.glossary import term_row
from ctxmap.documents.inside import aggregate_section, consumers, objects, services
from ctxmap.documents.links import Links
from ctxmap.documents.neighbours import inbound, outbound, partners
from ctxmap.documents.operations import operations
from ctxmap.documents.page import Block, Blocks, Heading, bullets, paragraph, paragraphs, section, table, text, words
from ctxmap.documents.processes import flows, policies, read_models
from ctxmap.documents.roles import roles
from ctxmap.documents.summary import classification, operation, summary
from ctxmap.documents.transactions import hotspot_row, transactions
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, Application, BoundedContext, Transaction
from ctxmap.model.names import context_files


def page(links: Links, context: BoundedContext, findings: LocatedFindings) -> Iterator[Block]:
    """The blocks of the page, from the outside in."""
    yield Heading(1, text(words(context.title)))
    yield from summary(links, context)
    purpose = paragraph(words(context.domain_vision_statement))
    yield from section(2, "Purpose", purpose, paragraphs(context.doc))
    yield from section(2, "Strategic classification", classification(links, context))
    yield from section(2, "Domain roles", bullets(roles(links, context)))
    yield from section(2, "Inbound communication", inbound(links, context))
    yield from section(2, "Outbound communication", outbound(links, context))
    yield from section(2, "Partnerships and shared kernels", partners(links, context))
    yield from section(2, "Ubiquitous language", _language(context))
    yield from section(2, "Business decisions", _decisions(links, context))
    yield from section(2, "Open questions", _hotspots(context))
    yield from section(2, "Findings", findings_of(findings, context))
    yield from section(2, "Implementation and operation", operation(links, context))
    yield from section(2, "Internal structure", _inside(links, context))


def _language(context: BoundedContext) -> Blocks:
    return table(("Term", "Definition", "Attributes", "Aliases"), map(term_row, context.terms))


def _decisions(links: Links, context: BoundedContext) -> Iterator[Block]:
    """Responsibilities, policies and transactions."""
    yield from section(3, "Responsibilities", bullets(map(words, context.responsibilities)))
    yield from section(3, "Policies", policies(context.parts))
    yield from section(3, "Transactions", transactions(links, _transactions(links, context)))


def _transactions(links: Links, context: BoundedContext) -> Iterator[Transaction]:
    """The transactions that a context declares, and those that change its aggregates."""
    own = context.application.transactions if context.application else ()
    for each in links.model.all_transactions:
        changed = (index.context_of(links.model, name) for name in each.all_aggregates)
        if each in own or any(owner is context for owner in changed):
            yield each


def _hotspots(context: BoundedContext) -> Blocks:
    return table(("Question", "About"), (hotspot_row(hotspot) for part in context.parts for hotspot in part.hotspots))


def _inside(links: Links, context: BoundedContext) -> Iterator[Block]:
    """What only the developers of the context need to know."""
    parts = list(context.parts)
    outside = [part for part in parts if not isinstance(part, Aggregate)]
    file = context_files(links.model)[context.qualified_name]
    yield from links.picture(f"contexts/{file}.svg", f"Internal structure of {context.title}")
    yield from section(3, "Operations", operations(context.operations))
    for aggregate in context.aggregates:
        yield from aggregate_section(links, aggregate)
    yield from section(3, "Outside aggregates", objects(outside), services(outside), consumers(parts))
    taken = links.picture(f"events/{file}.svg", f"Events of {context.title} and their consumers")
    yield from section(3, "Events", taken, events_of(links, context))
    yield from section(3, "Read models", read_models(links, parts))
    board = links.picture(f"boards/{file}.svg", f"Event storming board of {context.title}")
    yield from section(3, "Event storming", board)
    application = context.application or Application(name="", qualified_name="")
    yield from section(3, "Flows", flows(links, application))
