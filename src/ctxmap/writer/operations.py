"""Types, properties and operations."""

from __future__ import annotations

from ctxmap.model.elements import Channel, Operation, Parameter, Property, StateTransition, Type
from ctxmap.vocabulary import Access
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    deprecation,
    name,
    names,
    option,
    quoted,
    refs_setting,
    text_setting,
    written,
)

_ACCESS: dict[Access, str] = {"READ_ONLY": "read-only", "WRITE": "write"}
_MARKS = {"ATTRIBUTE": "", "REFERENCE": "-", "ASSOCIATION": "--"}


def type_text(each: Type) -> str:
    """`String`, `@Order`, `List<@Item>`."""
    if each.is_reference:
        return f"@{name(each.name)}"
    arguments = f"<{', '.join(map(type_text, each.arguments))}>" if each.arguments else ""
    return name(each.name) + arguments


def transition(each: StateTransition | None) -> str:
    """`[A, B -> C X D*]`; "" for none."""
    if each is None:
        return ""
    targets = " X ".join(name(state) + ("*" if state in each.final else "") for state in each.targets)
    return f"[{names(each.sources)} -> {targets}]"


@written.register
def property_text(thing: Property) -> str:
    doc = quoted(thing.doc) if thing.doc else ""
    if thing.kind == "ASSOCIATION":
        if thing.label:
            return clauses(doc, "--", quoted(thing.label), f"@{name(thing.type.name)}")  # the only type behind a label
        return clauses(doc, "--", type_text(thing.type))
    return clauses(
        doc,
        _MARKS[thing.kind],
        thing.visibility,
        type_text(thing.type),
        name(thing.name),
        *map(option, thing.options),
        f"-- {quoted(thing.label)}" if thing.label else "",
    )


def service_operation(thing: Operation) -> str:
    """An operation of a service, resource or repository: `Receipt pay(@Order order) : write;`."""
    return _operation(thing, thing.visibility)


def object_operation(thing: Operation) -> str:
    """An operation of a domain object, with its `def`."""
    return _operation(thing, clauses("def", "abstract" if thing.is_abstract else "", thing.visibility))


def bff_operation(thing: Operation) -> str:
    """`Operation show(String id) : @Page { composes = Order::find }`."""
    head = clauses(
        "Operation",
        name(thing.name) + (_parameters(thing) if thing.parameters else ""),
        f": {type_text(thing.returns)}" if thing.returns else "",
        thing.http_method,
        text_setting("path", thing.path),
    )
    return declaration(head, [refs_setting("composes", thing.composes), *common(thing)], thing.doc)


def channel(each: Channel) -> str:
    """`a.b/c:d`, perhaps with its bus."""
    path = ":".join(map(name, each.name.split(":")))
    return clauses(path, f"eventBus = {name(each.event_bus)}" if each.event_bus else "")


def _operation(thing: Operation, modifiers: str) -> str:
    doc = f"{quoted(thing.doc)}\n" if thing.doc else ""
    published = thing.publishes
    throws = ", ".join(map(name, thing.throws))
    sentence = clauses(
        modifiers,
        type_text(thing.returns) if thing.returns else "void",
        name(thing.name) + _parameters(thing),
        f"throws {throws}" if throws else "",
        thing.http_method,
        text_setting("path", thing.path),
        *map(option, thing.options),
        deprecation(thing),
        f"delegates to {name(thing.delegates_to)}" if thing.delegates_to else "",
        clauses("publish", f"@{name(published.event.name)}" if published.event else "", "to", channel(published))
        if published
        else "",
        clauses(f": {_ACCESS[thing.access]}", transition(thing.transition)) if thing.access else "",
    )
    return f"{doc}{sentence};"


def _parameters(thing: Operation) -> str:
    return f"({', '.join(map(_parameter, thing.parameters))})"


def _parameter(each: Parameter) -> str:
    return clauses(quoted(each.doc) if each.doc else "", type_text(each.type), name(each.name))
