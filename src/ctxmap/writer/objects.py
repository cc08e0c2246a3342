"""Domain objects, enums, services, resources and consumers."""

from __future__ import annotations

from ctxmap.model.elements import (
    Consumer,
    DomainObject,
    Enum,
    EnumValue,
    Operation,
    Property,
    Reference,
    Repository,
    Service,
)
from ctxmap.vocabulary import ObjectKind
from ctxmap.writer.operations import channel, object_operation, property_text, service_operation, type_text
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    flag,
    in_order,
    name,
    option,
    quoted,
    text_setting,
    written,
)

_KEYWORDS: dict[ObjectKind, str] = {
    "ENTITY": "Entity",
    "VALUE_OBJECT": "ValueObject",
    "DOMAIN_EVENT": "DomainEvent",
    "COMMAND": "Command",
    "DATA_TRANSFER_OBJECT": "DataTransferObject",
    "TRAIT": "Trait",
    "BASIC_TYPE": "BasicType",
}


@written.register
def domain_object(thing: DomainObject) -> str:
    head = clauses(
        "abstract" if thing.is_abstract else "",
        _KEYWORDS[thing.kind],
        name(thing.name),
        f"extends {_base(thing.extends)}" if thing.extends else "",
        *(f"with {_base(each)}" for each in thing.traits),
    )
    members = in_order(thing.properties, thing.operations, (thing.repository,) if thing.repository else ())
    # A property without `;` takes what may follow it as its own option, so attributes of the object come first.
    body = [
        flag("aggregateRoot", is_set=thing.is_root),
        *map(option, thing.options),
        f"belongsTo = @{name(thing.belongs_to.name)}" if thing.belongs_to else "",
        *common(thing),
        *(_member(each) for each in members),
    ]
    return declaration(head, body, thing.doc)


@written.register
def enum(thing: Enum) -> str:
    body = [
        flag("aggregateLifecycle", is_set=thing.is_lifecycle),
        *map(option, thing.options),
        *common(thing),
        *map(_enum_attribute, thing.attributes),
        ", ".join(map(_enum_value, thing.values)),
    ]
    return declaration(f"enum {name(thing.name)}", body, thing.doc, needs_body=True)


@written.register
def service(thing: Service) -> str:
    head = f"{'Resource' if thing.kind == 'RESOURCE' else 'Service'} {name(thing.name)}"
    return declaration(head, [text_setting("path", thing.path), *_service_body(thing)], thing.doc)


@written.register
def consumer(thing: Consumer) -> str:
    body = [
        *map(option, thing.options),
        *common(thing),
        *map(_dependency, thing.dependencies),
        f"unmarshall to @{name(thing.message_root.name)}" if thing.message_root else "",
        f"queueName = {':'.join(map(name, thing.channel.split(':')))}" if thing.channel else "",
        f"subscribe to {channel(thing.subscribes)}" if thing.subscribes else "",
    ]
    return declaration(f"Consumer {name(thing.name)}", body, thing.doc)


@written.register
def repository(thing: Repository) -> str:
    return declaration(f"Repository {name(thing.name)}", _service_body(thing), thing.doc)


def _member(each: Property | Operation | Repository) -> str:
    if isinstance(each, Property):
        return property_text(each)
    return repository(each) if isinstance(each, Repository) else object_operation(each)


def _service_body(thing: Service | Repository) -> list[str]:
    return [
        *map(option, thing.options),
        *common(thing),
        *map(_dependency, thing.dependencies),
        f"subscribe to {channel(thing.subscribes)}" if thing.subscribes else "",
        *map(service_operation, thing.operations),
    ]


def _dependency(reference: Reference) -> str:
    return f"inject {'@' if reference.target else ''}{name(reference.name)}"


def _base(reference: Reference) -> str:
    """With `@` what the map declares; without, a class that it doesn't."""
    return f"{'@' if reference.target else ''}{name(reference.name)}"


def _enum_attribute(each: Property) -> str:
    doc = quoted(each.doc) if each.doc else ""
    return clauses(doc, type_text(each.type), name(each.name), "key" if each.is_key else "") + ";"


def _enum_value(each: EnumValue) -> str:
    parameters = ", ".join(text if text.isascii() and text.isdigit() else quoted(text) for text in each.parameters)
    return clauses(
        quoted(each.doc) if each.doc else "",
        name(each.name) + (f"({parameters})" if parameters else ""),
        text_setting("deprecated", each.removal) or flag("deprecated", is_set=each.is_deprecated),
    )
