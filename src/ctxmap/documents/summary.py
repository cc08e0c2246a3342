"""The facts about a context as lists: summary, strategic classification, implementation and operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.migration.plan import migration_of
from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.overview import part_of
from ctxmap.documents.page import Blocks, Text, code, facts, join, names, text, web_link, words
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Percentage
from ctxmap.model.facts import once_per_model


def summary(links: Links, context: BoundedContext) -> Blocks:
    """Owners, maps, contracts, tags and further reading."""
    teams = index.teams_of(links.model, context)
    return facts(
        (
            ("Owner", join(", ", (links.context(team.qualified_name) for team in teams))),
            ("Owns", join(", ", links.targets(context.realizes))),
            ("Refines", join(", ", links.targets([context.refines] if context.refines else []))),
            ("Maps", join(", ", _maps(links, context))),
            ("Contracts", join(", ", links.contracts(context))),
            ("Status", phrases.deprecation(context)),
            ("Tags", names(context.tags)),
            ("Link", web_link(context.link)),
        )
    )


def classification(links: Links, context: BoundedContext) -> Blocks:
    """Domain, business model, evolution and knowledge level."""
    return facts(
        (
            ("Domain", part_of(links.model, context)),
            ("Business model", words(context.business_model)),
            ("Evolution", phrases.EVOLUTION[context.evolution]),
            ("Knowledge level", phrases.KNOWLEDGE_LEVEL[context.knowledge_level]),
        )
    )


def operation(links: Links, context: BoundedContext) -> Blocks:
    """Technology, data, availability, deployment and migration."""
    return facts(
        (
            ("Technology", words(context.implementation_technology)),
            ("Data stores", names(quoted.value for quoted in context.databases)),
            ("Reads directly", join(", ", map(links.aggregate, context.reads))),
            ("Writes directly", join(", ", map(links.aggregate, context.writes))),
            ("Availability", _availability(context.availability, context.promises)),
            ("Deployed", join("; ", (_deployed(context), *_deployables(links, context)))),
            ("Migration", _migration(links, context)),
        )
    )


def _migration(links: Links, context: BoundedContext) -> Text:
    """`done, from Mainframe: the plan`; for a legacy system, that contexts are extracted from it."""
    source = join(", ", links.targets([context.extracted_from] if context.extracted_from else []))
    when = words(context.migration_when)
    stage = join(" ", (phrases.MIGRATION[context.migration], f"({when})" if when else ""))
    status = join(", ", (stage, text("from ", source) if source else ""))
    if not status and any(plan.legacy == context.qualified_name for plan in migration_of(links.model).plans):
        status = text("contexts are being extracted")
    if not status or "migration.md" not in links.files:
        return status
    return text(status, ": ", links.to("migration.md", "the plan"))


def _availability(own: Percentage | None, promised: Percentage | None) -> str:
    shown = [f"{words(own.text)} own" if own else "", f"{words(promised.text)} promised" if promised else ""]
    return ", ".join(filter(None, shown))


def _deployed(context: BoundedContext) -> Text:
    services = (
        text(code(service.name), " (", names(reference.name for reference in service.aggregates), ")")
        for service in context.microservices
    )
    return join(": ", (phrases.DECOMPOSITION[context.decomposition], join(", ", services)))


def _deployables(links: Links, context: BoundedContext) -> Iterator[Text]:
    """`as one process with Ledger: Backoffice (to be)`; a deployable may count on maps of one state only."""
    for each in links.model.deployables:
        others = [reference for reference in each.contexts if reference.target != context.qualified_name]
        if others and len(others) < len(each.contexts):
            state = phrases.MAP_STATE.get(each.state, "")
            name = text(code(each.title), f" ({state})" if state else "")
            yield text("as one process with ", join(", ", links.targets(others)), ": ", name)


def _maps(links: Links, context: BoundedContext) -> Iterator[Text]:
    return map(links.map, _maps_with(links.model).get(context.qualified_name, ()))


@once_per_model
def _maps_with(model: Model) -> Mapping[str, Sequence[ContextMap]]:
    """The maps that show a context, by its name."""
    maps: defaultdict[str, list[ContextMap]] = defaultdict(list)
    for context_map in model.maps:
        sides = (side.context for relationship in context_map.relationships for side in relationship.sides)
        for name in dict.fromkeys((*(reference.target or "" for reference in context_map.contains), *sides)):
            maps[name].append(context_map)
    return maps
