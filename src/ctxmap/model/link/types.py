"""Types, properties and operations: what stands inside domain objects and services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ctxmap.findings.fix import Replace, safe
from ctxmap.model.elements import Channel, Operation, Option, Parameter, Property, StateTransition, Type
from ctxmap.model.link.body import Body, option, text_of
from ctxmap.model.link.constraints import check_constraints
from ctxmap.model.link.kinds import INJECTABLE, MESSAGE, TYPE
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.well_known import BUILT_IN, WELL_KNOWN
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Name, Setting
from ctxmap.text.source import Span
from ctxmap.vocabulary import ACCESS_WORDS, HTTP_METHODS, VISIBILITIES, Access, PropertyKind

_DEEPEST = 20
"""Type arguments within type arguments; CML has two levels, and nothing that anybody can read has twenty."""
_KINDS: dict[str, PropertyKind] = {
    "-": "REFERENCE",
    "reference": "REFERENCE",
    "--": "ASSOCIATION",
    "association": "ASSOCIATION",
}
_OF_OPERATIONS = frozenset(
    {"abstract", "throws", "publish", "delegates to", "path", "composes", *VISIBILITIES, *HTTP_METHODS}
)


def type_of(resolver: Resolver, node: tree.Type, *, must_resolve: bool = False, depth: int = 0) -> Type:
    """A type. Its name must resolve where it is written with `@`, or is that of a reference (`must_resolve`)."""
    name = node.name
    target = None
    if node.reference or (must_resolve and not node.arguments and not (depth and name.text in BUILT_IN)):
        found = resolver.refer(name, TYPE, across=not must_resolve)
        target = found.target if found else None
    elif name.text not in BUILT_IN:
        target = resolver.seek(name, TYPE)
    arguments = node.arguments if depth < _DEEPEST else ()
    return Type(
        at=resolver.span(name),
        name=name.text,
        target=target,
        arguments=tuple(type_of(resolver, each, must_resolve=must_resolve, depth=depth + 1) for each in arguments),
        is_reference=node.reference,
    )


def property_of(resolver: Resolver, node: tree.Property) -> Property:
    """An attribute, reference or association."""
    kind = _KINDS[node.marker.text] if node.marker else "ATTRIBUTE"
    if node.marker and kind == "REFERENCE" and _is_plain(resolver, node.type):
        _report_needless_mark(resolver, node, node.marker)
        kind = "ATTRIBUTE"
    return Property(
        at=resolver.span(node.name or node.type),
        kind=kind,
        name=node.name.text if node.name else "",
        type=type_of(resolver, node.type, must_resolve=kind != "ATTRIBUTE"),
        visibility=node.visibility.text if node.visibility else "",
        label=node.label.value if node.label else "",
        options=_options(resolver, node.options),
        doc=node.doc.value if node.doc else "",
    )


def _is_plain(resolver: Resolver, node: tree.Type) -> bool:
    """Whether a type is made of types that everybody knows, and that the map doesn't declare."""
    if node.reference or node.name.text not in WELL_KNOWN or resolver.exists(node.name, TYPE):
        return False
    return all(_is_plain(resolver, each) for each in node.arguments)


def _report_needless_mark(resolver: Resolver, node: tree.Property, mark: Name) -> None:
    at = resolver.span(mark)
    first = node.visibility or node.type
    name = node.name.text if node.name else ""
    resolver.report(
        "unknown-reference",
        node.type.name,
        f'"{node.type.name.text}" is not a domain object, so `{name}` is an attribute, not a reference',
        hint=f"remove the `{mark.text}`",
        fix=safe(f"remove the `{mark.text}`", Replace(Span(at.path, mark.start, first.start), "")),
    )


def properties_of(resolver: Resolver, body: Body) -> tuple[Property, ...]:
    """The properties among the members of a declaration."""
    return tuple([property_of(resolver, each) for each in body.of(tree.Property)])


def operations_of(resolver: Resolver, body: Body, owner: str) -> tuple[Operation, ...]:
    """The operations among the members of a declaration; `owner` is its qualified name."""
    return tuple([operation_of(resolver, each, owner) for each in body.of(tree.Operation)])


def operation_of(resolver: Resolver, node: tree.Operation, owner: str) -> Operation:
    """An operation."""
    body = Body(resolver, (*node.modifiers, *node.options))
    delegate = body.value("delegates to")
    if isinstance(delegate, Name):
        _check_delegate(resolver, delegate)
    return Operation(
        at=resolver.span(node.name),
        places=_places(resolver, node, body),
        name=node.name.text,
        qualified_name=f"{owner}::{node.name.text}",
        doc=node.doc.value if node.doc else "",
        display_name=body.text("displayName"),
        tags=body.texts("tags"),
        link=body.text("link"),
        is_deprecated=body.flag("deprecated"),
        removal=body.date("deprecated"),
        parameters=tuple([_parameter(resolver, each) for each in node.parameters]),
        returns=type_of(resolver, node.returns) if node.returns else None,
        access=_access(node),
        transition=transition_of(resolver, node.transition, of_aggregate=_is_in_aggregate(resolver, owner)),
        throws=body.texts("throws"),
        publishes=_publication(resolver, body.setting("publish")),
        http_method=body.one_flag(HTTP_METHODS),
        path=body.text("path"),
        delegates_to=text_of(delegate),
        visibility=body.one_flag(VISIBILITIES),
        is_abstract=body.flag("abstract"),
        options=body.options(_OF_OPERATIONS),
        composes=resolver.refer_to_operations(body.values("composes")),
    )


def transition_of(resolver: Resolver, node: tree.Transition | None, *, of_aggregate: bool) -> StateTransition | None:
    """A transition between states. That a state is none of its aggregate is a rule's matter; without one, a state that
    is no value of any enum is reported resolver.
    """
    if node is None:
        return None
    for name in () if of_aggregate else (*node.sources, *node.targets):
        if name.text not in resolver.names.states:
            resolver.report("unknown-reference", name, f'no state is named "{name.text}"', hint="declare it in an enum")
    return StateTransition(
        at=resolver.span(node),
        places={name.text: resolver.span(name) for name in (*node.targets, *node.sources)},
        sources=tuple(name.text for name in node.sources),
        targets=tuple(name.text for name in node.targets),
        final=tuple(name.text for name in node.final),
    )


def subscription_of(resolver: Resolver, setting: Setting | None) -> Channel | None:
    """`subscribe to a.b eventBus = c`."""
    if setting is None:
        return None
    channel, bus = (*setting.values, None, None)[:2]
    return Channel(at=resolver.span(channel or setting.key), name=text_of(channel), event_bus=text_of(bus))


def _publication(resolver: Resolver, setting: Setting | None) -> Channel | None:
    """`publish @Event to a.b eventBus = c`."""
    if setting is None:
        return None
    event, channel, bus = (*setting.values, None, None, None)[:3]
    return Channel(
        at=resolver.span(channel or setting.key),
        name=text_of(channel),
        event_bus=text_of(bus),
        event=resolver.refer(event, MESSAGE),
    )


def _is_in_aggregate(resolver: Resolver, owner: str) -> bool:
    while "::" in owner:
        if owner in resolver.names.inside:
            return True
        owner = owner.rpartition("::")[0]
    return False


def _parameter(resolver: Resolver, node: tree.Parameter) -> Parameter:
    return Parameter(
        at=resolver.span(node.name),
        name=node.name.text,
        type=type_of(resolver, node.type),
        doc=node.doc.value if node.doc else "",
    )


def _access(node: tree.Operation) -> Literal["", Access]:
    if node.access is None:
        return "WRITE" if node.transition else ""
    return ACCESS_WORDS[node.access.text]


def _places(resolver: Resolver, node: tree.Operation, body: Body) -> dict[str, Span]:
    if node.access:
        body.places[node.access.text] = resolver.span(node.access)
    return body.places


def _check_delegate(resolver: Resolver, delegate: Name) -> None:
    """`delegates to Service.operation` has to mean something; a repository's may name any class that gives access."""
    owner, dot, _ = delegate.text.rpartition(".")
    if dot:
        resolver.refer(Name(owner, delegate.start, delegate.start + len(owner)), INJECTABLE)


def _options(resolver: Resolver, settings: Sequence[Setting]) -> tuple[Option, ...]:
    if settings:
        check_constraints(resolver, settings)
    return tuple([option(resolver, each) for each in _once(resolver, settings)]) if settings else ()


def _once(resolver: Resolver, settings: Sequence[Setting]) -> Iterator[Setting]:
    """The options of a property; one that stands twice is reported, an opposite that is none, too."""
    for setting in settings:
        if setting.key.text in ("opposite", "<->"):
            _check_opposite(resolver, setting)
    return Body(resolver, settings).settings if len(settings) > 1 else iter(settings)


def _check_opposite(resolver: Resolver, setting: Setting) -> None:
    for value in setting.values:
        if isinstance(value, Name) and value.text not in resolver.names.references:
            resolver.report(
                "unknown-reference", value, f'no reference is named "{value.text}"', hint="name the other end"
            )
