"""The index: the maps with their diagrams and relationships, the contexts, and everything that spans contexts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.landscapes import maps_by_state
from ctxmap.analyses.map_parts import DRAWN_WHOLE, boxes_of, contexts_on, part_files, walk_parts
from ctxmap.analyses.migration.plan import migration_of
from ctxmap.analyses.viewed_map import maps_of
from ctxmap.documents import phrases
from ctxmap.documents.catalogue import event_catalogue
from ctxmap.documents.findings import LocatedFindings, findings_by_severity
from ctxmap.documents.glossary import glossary
from ctxmap.documents.links import Links
from ctxmap.documents.matrix import communication_matrix
from ctxmap.documents.page import (
    Block,
    Blocks,
    Heading,
    Part,
    Text,
    bullets,
    join,
    names,
    paragraph,
    paragraphs,
    section,
    sentence,
    table,
    text,
    web_link,
    words,
)
from ctxmap.documents.relationships import relationships
from ctxmap.documents.requirements import requirements
from ctxmap.documents.transactions import hotspots, sagas, transactions
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Domain, Model, Subdomain, View
from ctxmap.model.names import landscape_file, map_files, view_files

_EVENTS = "Events with their publishers and consumers, and the policies that they trigger"


def page(links: Links, findings: LocatedFindings) -> Iterator[Block]:
    """The blocks of the page. Its title is that of the first system map; the other maps are sections."""
    model = links.model
    maps = _system_maps_first(model)
    yield Heading(1, text(title_of(model)))
    for first in maps[:1]:
        yield from _map(links, first)
    yield from _interactive_page(links)
    yield from section(2, "Contexts", _contexts(links, teams=False))
    for first in maps[:1]:
        yield from _details(links, first, 2)
    for other in maps[1:]:
        yield from section(2, _title_of_map(other), _map(links, other), _details(links, other, 3))
    yield from section(2, "Landscapes", _landscapes(links))
    yield from section(2, "Teams", links.picture("teams.svg", "Teams and what they own"), _contexts(links, teams=True))
    yield from section(2, "Domains", _domains(links))
    yield from section(2, "Glossary", glossary(links))
    yield from section(2, "Events", links.picture("events.svg", _EVENTS), event_catalogue(links))
    yield from section(
        2, "Services", links.picture("services.svg", "The deployed services of each context"), _deployables(links)
    )
    yield from section(2, "Migration", _migration(links))
    yield from section(2, "Transactions", transactions(links, model.all_transactions), sagas(links))
    yield from section(2, "Requirements", requirements(links))
    yield from section(2, "Open questions", hotspots(links, model.contexts))
    yield from section(2, "Findings", findings_by_severity(links, findings))


def title_of(model: Model) -> str:
    """The title of the first system map, or else the name of the model."""
    named = (_title_of_map(first) for first in _system_maps_first(model)[:1])
    return next(named, words(model.name.rpartition("/")[2]) or "Contexts")


def _system_maps_first(model: Model) -> Sequence[ContextMap]:
    return sorted(model.maps, key=lambda each: each.type == "ORGANIZATIONAL")


def _interactive_page(links: Links) -> Blocks:
    return paragraph(links.to("map.html", "Explore this model in a browser")) if "map.html" in links.files else ()


def _title_of_map(context_map: ContextMap) -> str:
    return words(context_map.title) or "Context map"


def _map(links: Links, context_map: ContextMap) -> Iterator[Block]:
    yield from paragraphs(context_map.doc)
    if kind := phrases.kind_of_map(context_map):
        yield from paragraph(sentence(kind, "."))
    title = context_map.title or "Context map"
    file = map_files(links.model)[context_map.qualified_name]
    if (folded := f"overviews/{file}.svg") in links.files:
        yield from links.picture(folded, f"{title}: parts and their relationships")
        if len(contexts_on(links.model, context_map)) <= DRAWN_WHOLE:
            yield from paragraph(links.to(f"maps/{file}.svg", "The whole map"))
    else:
        yield from links.picture(f"maps/{file}.svg", f"{title}: contexts and their relationships")
    yield from paragraph(web_link(context_map.link))


def _landscapes(links: Links) -> Iterator[Block]:
    """The diagram of each state of which there are several maps."""
    for state, maps in maps_by_state(links.model).items():
        titles = dict.fromkeys(each.title or "Context map" for each in maps)
        yield from links.picture(f"landscapes/{landscape_file(state)}.svg", f"Together: {', '.join(titles)}")


def _details(links: Links, context_map: ContextMap, level: int) -> Iterator[Block]:
    """Sections with everything that the diagram of a map shows, and with its other diagrams."""
    yield from section(level, "Parts", bullets(_parts(links, context_map)))
    yield from section(level, "Relationships", relationships(links, context_map))
    yield from section(level, "Communication overview", communication_matrix(links, context_map))
    path = f"calls/{map_files(links.model)[context_map.qualified_name]}.svg"
    yield from section(
        level, "Synchronous calls", links.picture(path, "Synchronous calls and the availability that results")
    )
    views = [view for view in links.model.views if maps_of(links.model, view)[0] is context_map]
    yield from section(level, "Views", (block for view in views for block in _view(links, view, level + 1)))


def _parts(links: Links, context_map: ContextMap) -> Iterator[Text]:
    """The parts that have a diagram of their own, and the contexts on each."""
    for part in walk_parts(boxes_of(links.model, context_map)):
        if part.is_context:
            continue
        path = f"parts/{part_files(links.model)[context_map.qualified_name, part.key]}.svg"
        if path in links.files:
            contexts = join(", ", (links.context(context.qualified_name) for context in part.contexts))
            yield text(links.to(path, words(part.title)), ": ", contexts)


def _view(links: Links, view: View, level: int) -> Blocks:
    title = view.heading or view.title
    shown = links.picture(f"views/{view_files(links.model)[view.qualified_name]}.svg", title)
    return section(level, words(title), paragraphs(view.doc), shown) if shown else ()


def _contexts(links: Links, *, teams: bool) -> Blocks:
    contexts = [context for context in links.model.contexts if (context.type == "TEAM") == teams]
    headers = ("Team" if teams else "Context", "Purpose", "Type", "Part of", "Team", "Owns", "Channel")
    return table(headers, (_row(links, context) for context in contexts))


def _row(links: Links, context: BoundedContext) -> Sequence[Part]:
    return (
        links.context(context.qualified_name),
        words(context.domain_vision_statement or context.doc or "; ".join(context.responsibilities)),
        "" if context.type in ("", "UNDEFINED", "TEAM") else phrases.CONTEXT_TYPE[context.type],
        part_of(links.model, context),
        join(", ", (links.context(team.qualified_name) for team in index.teams_of(links.model, context))),
        join(", ", links.targets(context.realizes)),
        words(context.channel),
    )


def part_of(model: Model, context: BoundedContext) -> str:
    """`Payments (core domain), Billing (supporting subdomain)`."""
    parts = index.subdomains_of(model, context)
    named = [f"{words(part.title)} ({phrases.SUBDOMAIN_TYPE[part.type]})" for part in parts]
    return ", ".join(named or [words(domain.title) for domain in index.domains_of(model, context)])


def _domains(links: Links) -> Iterator[Block]:
    yield from links.picture("domains.svg", "Domains, their subdomains, and the contexts that implement them")
    yield from links.picture("core-domains.svg", "Contexts by kind of subdomain and evolution")
    for domain in links.model.domains:
        yield from section(3, words(domain.title), _domain(links, domain))


def _domain(links: Links, domain: Domain) -> Iterator[Block]:
    yield from paragraph(words(domain.domain_vision_statement))
    yield from paragraphs(domain.doc)
    if whole := _implementing(links, domain):
        yield from paragraph("Contexts that implement the whole domain: ", whole)
    yield from table(
        ("Subdomain", "Type", "Description", "Contexts"),
        (
            (
                words(subdomain.title),
                phrases.SUBDOMAIN_TYPE[subdomain.type],
                words(subdomain.domain_vision_statement or subdomain.doc),
                _implementing(links, subdomain),
            )
            for subdomain in domain.subdomains
        ),
    )


def _implementing(links: Links, part: Domain | Subdomain) -> Text:
    contexts = index.contexts_implementing(links.model, part)
    return join(", ", (links.context(each.qualified_name) for each in contexts))


def _deployables(links: Links) -> Blocks:
    """Contexts that run as one process."""
    rows = (
        (
            words(each.title),
            words(each.doc),
            join(", ", links.targets(each.contexts)),
            names(quoted.value for quoted in each.databases),
            phrases.MAP_STATE.get(each.state, ""),
        )
        for each in links.model.deployables
    )
    return table(("Deployable", "Description", "Contexts", "Data stores", "State"), rows)


def _migration(links: Links) -> Blocks:
    """A link to the plan, and its progress."""
    plans = migration_of(links.model).plans
    done, left = (sum(map(len, each)) for each in ((p.done for p in plans), (p.steps for p in plans)))
    return (
        paragraph(links.to("migration.md", "The plan"), f": {done} of {done + left} contexts extracted.")
        if plans
        else ()
    )
