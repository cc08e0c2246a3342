"""The index: the maps with their pictures and relationships, the contexts, and what lies across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.markdown import phrases
from ctxmap.backends.markdown.glossary import glossary
from ctxmap.backends.markdown.happenings import events, findings, hotspots, transactions
from ctxmap.backends.markdown.links import Links
from ctxmap.backends.markdown.relationships import relationships
from ctxmap.backends.markdown.requirements import requirements
from ctxmap.backends.markdown.text import paragraphs, section, sentence, table, web_link, words
from ctxmap.findings import Diagnostic
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Domain, Model


def page(links: Links, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The page's blocks. The first map of systems gives it its title, the others are sections of it."""
    model = links.model
    maps = sorted(model.maps, key=lambda each: each.type == "ORGANIZATIONAL")
    yield f"# {_title(model, maps)}"
    for first in maps[:1]:
        yield from _map(links, first)
    yield from section(2, "Contexts", [_contexts(links, teams=False)])
    for first in maps[:1]:
        yield from section(2, "Relationships", relationships(links, first))
    for other in maps[1:]:
        blocks = [*_map(links, other), *section(3, "Relationships", relationships(links, other))]
        yield from section(2, _title_of_map(other), blocks)
    yield from section(2, "Teams", [_contexts(links, teams=True)])
    for domain in model.domains:
        yield from section(2, f"Domain: {words(domain.title)}", _domain(links, domain))
    yield from section(2, "Glossary", [glossary(links)])
    yield from section(2, "Events", [events(links)])
    yield from section(2, "Transactions", [transactions(model.all_transactions)])
    yield from section(2, "Requirements", requirements(model))
    yield from section(2, "Open questions", [hotspots(links, model.contexts)])
    yield from section(2, "Findings", [findings(_of_model(model, diagnostics))])


def _title(model: Model, maps: Sequence[ContextMap]) -> str:
    named = (_title_of_map(first) for first in maps[:1])
    return next(named, words(model.name.rpartition("/")[2]) or "Contexts")


def _title_of_map(context_map: ContextMap) -> str:
    return words(context_map.title) or "Context map"


def _map(links: Links, context_map: ContextMap) -> Iterator[str]:
    yield from paragraphs(context_map.doc)
    yield f"{sentence(phrases.kind_of_map(context_map))}." if phrases.kind_of_map(context_map) else ""
    yield f"![{_title_of_map(context_map)}: its contexts and how they work together]({links.map(context_map)})"
    yield web_link(context_map.link)


def _contexts(links: Links, *, teams: bool) -> str:
    contexts = [context for context in links.model.contexts if (context.type == "TEAM") == teams]
    headers = ("Team" if teams else "Context", "What it is for", "Type", "Part of", "Team", "Owns", "Channel")
    return table(headers, (_row(links, context) for context in contexts))


def _row(links: Links, context: BoundedContext) -> Sequence[str]:
    return (
        links.context(context.qualified_name),
        words(context.domain_vision_statement or context.doc or "; ".join(context.responsibilities)),
        "" if context.type in ("", "UNDEFINED", "TEAM") else phrases.CONTEXT_TYPE[context.type],
        part_of(links.model, context),
        ", ".join(links.context(team.qualified_name) for team in index.teams_of(links.model, context)),
        ", ".join(links.targets(context.realizes)),
        words(context.channel),
    )


def part_of(model: Model, context: BoundedContext) -> str:
    """`Payments (core domain), Billing (supporting subdomain)`."""
    parts = index.subdomains_of(model, context)
    named = [f"{words(part.title)} ({phrases.SUBDOMAIN_TYPE[part.type]})" for part in parts]
    return ", ".join(named or [words(domain.title) for domain in index.domains_of(model, context)])


def _domain(links: Links, domain: Domain) -> Iterator[str]:
    yield words(domain.domain_vision_statement)
    yield from paragraphs(domain.doc)
    whole = ", ".join(links.context(each.qualified_name) for each in index.contexts_implementing(links.model, domain))
    yield f"Contexts for the whole of it: {whole}" if whole else ""
    yield table(
        ("Subdomain", "Kind", "What it is about", "Contexts"),
        (
            (
                words(subdomain.title),
                phrases.SUBDOMAIN_TYPE[subdomain.type],
                words(subdomain.domain_vision_statement or subdomain.doc),
                ", ".join(
                    links.context(each.qualified_name) for each in index.contexts_implementing(links.model, subdomain)
                ),
            )
            for subdomain in domain.subdomains
        ),
    )


def _of_model(model: Model, diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Of a workspace's findings those in the files of this model."""
    paths = {element.at.path for element in (*model.maps, *model.contexts, *model.domains, *model.transactions)}
    return [each for each in diagnostics if each.at.path in paths]
