"""What is inside a context: aggregates with their parts, and the objects and services outside any aggregate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.links import Links, aggregate_anchor
from ctxmap.documents.markdown import anchor, bullets, code, paragraphs, section, table, words
from ctxmap.documents.operations import operations, subscription
from ctxmap.model.elements import Aggregate, Container, DomainObject, Enum, Property
from ctxmap.model.names import life_cycle_files


def aggregate_section(links: Links, aggregate: Aggregate) -> Iterator[str]:
    """An aggregate's heading, which is there even where the aggregate is no more than a name, and what is in it."""
    yield anchor(aggregate_anchor(aggregate))
    yield f"### Aggregate: {words(aggregate.title)}"
    yield from paragraphs(aggregate.doc)
    yield bullets(f"**{name}:** {fact}" for name, fact in _facts(links, aggregate) if fact)
    life_cycle = f"life-cycles/{life_cycle_files(links.model)[aggregate.qualified_name]}.svg"
    yield links.picture(life_cycle, f"Life cycle of {aggregate.title}")
    yield objects([aggregate])
    yield from services([aggregate])
    for thing in aggregate.objects:
        yield from section(4, f"Operations of {code(thing.name)}", [operations(thing.operations)])
        if repository := thing.repository:
            blocks = [*paragraphs(repository.doc), subscription(repository), operations(repository.operations)]
            yield from section(4, f"Repository {code(repository.name)}", blocks)


def objects(parts: Iterable[Container]) -> str:
    """The domain objects and enums that stand directly in the parts."""
    rows = [row for part in parts for row in (*map(_object, part.objects), *map(_enum, part.enums))]
    return table(("Object", "Kind", "Holds", "What it is"), rows)


def services(parts: Iterable[Container]) -> Iterator[str]:
    """A section for each service or resource that stands directly in the parts."""
    for part in parts:
        for service in part.services:
            blocks = [*paragraphs(service.doc), subscription(service), operations(service.operations)]
            yield from section(4, f"{service.kind.capitalize()} {code(service.name)}", blocks)


def consumers(parts: Iterable[Container]) -> str:
    """Consumers of messages, and what each listens to."""
    rows = (
        (words(each.title), code(each.channel), subscription(each), words(each.doc))
        for part in parts
        for each in part.consumers
    )
    return table(("Consumer", "Channel", "Subscription", "What it is"), rows)


def _facts(links: Links, aggregate: Aggregate) -> Iterator[tuple[str, str]]:
    states = aggregate.lifecycle.values if aggregate.lifecycle else ()
    yield "Owned by", ", ".join(links.targets([aggregate.owner] if aggregate.owner else []))
    yield "Responsibilities", words("; ".join(aggregate.responsibilities))
    yield "Requirements", ", ".join(code(reference.name) for reference in aggregate.user_requirements)
    yield "Life cycle", ", ".join(code(state.name) for state in states)
    yield "Knowledge level", phrases.KNOWLEDGE_LEVEL[aggregate.knowledge_level]
    yield "Volatility", _levels(structure=aggregate.structural_volatility, content=aggregate.content_volatility)
    yield (
        "Criticality",
        _levels(
            availability=aggregate.availability_criticality,
            consistency=aggregate.consistency_criticality,
            security=aggregate.security_criticality,
        ),
    )
    yield "Storage", _levels(similarity=aggregate.storage_similarity)
    yield "Security", ", ".join(filter(None, (words(aggregate.security_zone), words(aggregate.security_access_group))))


def _levels(**levels: str) -> str:
    """`structure often, content rarely`, of those that say something."""
    return words(", ".join(f"{of} {level.lower()}" for of, level in levels.items() if level not in ("", "UNDEFINED")))


def _object(thing: DomainObject) -> Sequence[str]:
    kind = phrases.kind_of_object(thing)
    base = f" of {code(thing.extends.name)}" if thing.extends else ""
    name = f"**{words(thing.title)}**" if thing.is_root else words(thing.title)
    return name, kind + base, "<br>".join(map(_property, thing.properties)), words(thing.doc)


def _enum(enum: Enum) -> Sequence[str]:
    kind = "life cycle" if enum.is_lifecycle else "enumeration"
    return words(enum.title), kind, ", ".join(code(value.name) for value in enum.values), words(enum.doc)


def _property(given: Property) -> str:
    """`` `orderId: OrderId`, key ``; an association has no name, but says what it is."""
    options = (f"{'not ' if each.negated else ''}{each.name} {each.value or ''}".rstrip() for each in given.options)
    facts = [code(f"{given.name}: {given.type}" if given.name else str(given.type)), *map(words, options)]
    remark = words(given.doc or given.label)
    return ", ".join(facts) + (f": {remark}" if remark else "")
