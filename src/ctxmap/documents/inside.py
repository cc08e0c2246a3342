"""The building blocks of a context: aggregates and their parts, and objects and services outside aggregates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.links import Links, aggregate_anchor
from ctxmap.documents.operations import operations, subscription
from ctxmap.documents.page import (
    BREAK,
    Anchor,
    Block,
    Blocks,
    Heading,
    Part,
    Text,
    code,
    facts,
    join,
    names,
    paragraph,
    paragraphs,
    section,
    sentence,
    strong,
    table,
    text,
    words,
)
from ctxmap.model.elements import Aggregate, Container, DomainObject, Enum, EnumValue, Property, Repository, Service
from ctxmap.model.names import life_cycle_files


def aggregate_section(links: Links, aggregate: Aggregate) -> Iterator[Block]:
    """An aggregate with its parts; a heading alone if only its name is known."""
    yield from paragraph(Anchor(aggregate_anchor(aggregate)))
    yield Heading(3, text("Aggregate: ", words(aggregate.title)))
    yield from paragraphs(aggregate.doc)
    yield from facts(_facts(links, aggregate))
    life_cycle = f"life-cycles/{life_cycle_files(links.model)[aggregate.qualified_name]}.svg"
    yield from links.picture(life_cycle, f"Life cycle of {aggregate.title}")
    yield from objects([aggregate])
    yield from services([aggregate])
    for thing in aggregate.objects:
        yield from section(4, text("Operations of ", code(thing.name)), operations(thing.operations))
        if thing.repository:
            yield from _service("Repository", thing.repository)


def objects(parts: Iterable[Container]) -> Blocks:
    """The domain objects and enumerations declared directly in the parts."""
    rows = [row for part in parts for row in (*map(_object, part.objects), *map(_enum, part.enums))]
    return table(("Object", "Kind", "Attributes", "Description"), rows)


def services(parts: Iterable[Container]) -> Iterator[Block]:
    """A section for each service or resource declared directly in the parts."""
    for part in parts:
        for service in part.services:
            yield from _service(service.kind.capitalize(), service)


def consumers(parts: Iterable[Container]) -> Blocks:
    """Message consumers and their channels."""
    rows = (
        (words(each.title), code(each.channel), subscription(each), words(each.doc))
        for part in parts
        for each in part.consumers
    )
    return table(("Consumer", "Channel", "Subscription", "Description"), rows)


def _service(kind: str, service: Service | Repository) -> Blocks:
    """A section with the channel and operations of a service or repository."""
    title = text(f"{kind} ", code(service.name))
    return section(
        4,
        title,
        paragraphs(service.doc),
        paragraph(sentence(phrases.deprecation(service))),
        paragraph(subscription(service)),
        operations(service.operations),
    )


def _facts(links: Links, aggregate: Aggregate) -> Iterator[tuple[str, Part]]:
    states = aggregate.lifecycle.values if aggregate.lifecycle else ()
    yield "Owner", join(", ", links.targets([aggregate.owner] if aggregate.owner else []))
    yield "Status", phrases.deprecation(aggregate)
    yield "Responsibilities", words("; ".join(aggregate.responsibilities))
    yield "Requirements", names(reference.name for reference in aggregate.user_requirements)
    yield "Life cycle", names(state.name for state in states)
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
    """`structure often, content rarely`, without levels that are not stated."""
    return words(", ".join(f"{of} {level.lower()}" for of, level in levels.items() if level not in ("", "UNDEFINED")))


def _object(thing: DomainObject) -> Sequence[Part]:
    base = text(" of ", code(thing.extends.name)) if thing.extends else ()
    name = strong(words(thing.title)) if thing.is_root else words(thing.title)
    kind = text(phrases.kind_of_object(thing), base)
    return name, kind, join(BREAK, map(_property, thing.properties)), words(thing.doc)


def _enum(enum: Enum) -> Sequence[Part]:
    kind = join(", ", ("life cycle" if enum.is_lifecycle else "enumeration", phrases.deprecation(enum)))
    return words(enum.title), kind, join(", ", map(_value, enum.values)), words(enum.doc)


def _value(value: EnumValue) -> Text:
    deprecated = phrases.deprecation(value)
    return text(code(value.name), f" ({deprecated})" if deprecated else "")


def _property(attribute: Property) -> Text:
    """`` `orderId: OrderId`, key ``; an association has a type and a label instead of a name."""
    options = (f"{'not ' if each.negated else ''}{each.name} {each.value or ''}".rstrip() for each in attribute.options)
    shown = code(f"{attribute.name}: {attribute.type}" if attribute.name else str(attribute.type))
    remark = words(attribute.doc or attribute.label)
    return text(join(", ", (shown, *map(words, options))), f": {remark}" if remark else "")
