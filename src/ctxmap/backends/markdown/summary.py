"""A context at a glance: what it is, whose it is, where it runs, where to read on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctxmap.backends.markdown import phrases
from ctxmap.backends.markdown.links import Links
from ctxmap.backends.markdown.overview import part_of
from ctxmap.backends.markdown.text import code, link, web_link, words
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Percentage
from ctxmap.model.facts import once_per_model


def summary(links: Links, context: BoundedContext) -> Iterator[str]:
    """A line for each fact that the model knows."""
    for name, fact in _facts(links, context):
        if fact:
            yield f"**{name}:** {fact}"


def _facts(links: Links, context: BoundedContext) -> Iterator[tuple[str, str]]:
    teams = index.teams_of(links.model, context)
    yield "Type", "" if context.type in ("", "UNDEFINED") else phrases.CONTEXT_TYPE[context.type]
    yield "Part of", part_of(links.model, context)
    yield "Owned by", ", ".join(links.context(team.qualified_name) for team in teams)
    yield "Owns", ", ".join(links.targets(context.realizes))
    yield "Refines", ", ".join(links.targets([context.refines] if context.refines else []))
    yield "Channel", words(context.channel)
    yield "Business model", words(context.business_model)
    yield "Evolution", phrases.EVOLUTION[context.evolution]
    yield "Knowledge level", phrases.KNOWLEDGE_LEVEL[context.knowledge_level]
    yield from _running(links, context)
    yield "Maps", ", ".join(_maps(links, context))
    yield "Contracts", ", ".join(links.contracts(context))
    yield "Tags", ", ".join(map(code, context.tags))
    yield "Read on", web_link(context.link)


def _running(links: Links, context: BoundedContext) -> Iterator[tuple[str, str]]:
    yield "Technology", words(context.implementation_technology)
    yield "Data stores", _names(quoted.value for quoted in context.databases)
    yield "Reads past the interface", _names(reference.name for reference in context.reads)
    yield "Writes past the interface", _names(reference.name for reference in context.writes)
    yield "Availability", _availability(context.availability, context.promises)
    yield "Deployed", _deployed(context)
    yield "Extracted from", ", ".join(links.targets([context.extracted_from] if context.extracted_from else []))
    yield "Migration", phrases.MIGRATION[context.migration]


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))


def _availability(own: Percentage | None, promised: Percentage | None) -> str:
    facts = [f"{words(own.text)} of its own" if own else "", f"{words(promised.text)} promised" if promised else ""]
    return ", ".join(filter(None, facts))


def _deployed(context: BoundedContext) -> str:
    services = [
        f"{code(service.name)} ({_names(reference.name for reference in service.aggregates)})"
        for service in context.microservices
    ]
    return ": ".join(filter(None, [phrases.DECOMPOSITION[context.decomposition], ", ".join(services)]))


def _maps(links: Links, context: BoundedContext) -> Iterator[str]:
    for context_map in _maps_with(links.model).get(context.qualified_name, ()):
        yield link(words(context_map.title or "Context map"), links.map(context_map))


@once_per_model
def _maps_with(model: Model) -> Mapping[str, Sequence[ContextMap]]:
    """The maps on which a context stands, by its name."""
    found: defaultdict[str, list[ContextMap]] = defaultdict(list)
    for context_map in model.maps:
        sides = (side.context for relationship in context_map.relationships for side in relationship.sides)
        for name in dict.fromkeys((*(reference.target or "" for reference in context_map.contains), *sides)):
            found[name].append(context_map)
    return found
