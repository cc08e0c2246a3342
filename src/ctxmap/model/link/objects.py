"""Domain objects, enums, services, resources and consumers."""

from __future__ import annotations

from ctxmap.model.elements import Consumer, DomainObject, Enum, EnumValue, Reference, Repository, Service
from ctxmap.model.link.body import Body, body_of, text_of
from ctxmap.model.link.kinds import INJECTABLE, OBJECT, OBJECTS, TRAIT
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.types import operations_of, properties_of, subscription_of
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration, Name

_OF_OBJECTS = frozenset({"aggregateRoot", "abstract", "extends", "with", "belongsTo"})
_OF_ENUMS = frozenset({"aggregateLifecycle"})
_OF_SERVICES = frozenset({"subscribe", "inject", "path"})
_OF_CONSUMERS = frozenset({"queueName", "topicName", "unmarshall to", "subscribe", "inject"})


def objects_of(resolver: Resolver, body: Body) -> tuple[DomainObject, ...]:
    """The domain objects among the members of a declaration."""
    return tuple([_object(resolver, each) for each in body.declarations(*OBJECTS)])


def enums_of(resolver: Resolver, body: Body) -> tuple[Enum, ...]:
    """The enums among the members of a declaration."""
    return tuple([_enum(resolver, each) for each in body.declarations("enum")])


def services_of(resolver: Resolver, body: Body) -> tuple[Service, ...]:
    """The services and resources among the members of a declaration."""
    return tuple([_service(resolver, each) for each in body.declarations("Service", "Resource")])


def consumers_of(resolver: Resolver, body: Body) -> tuple[Consumer, ...]:
    """The consumers among the members of a declaration."""
    return tuple([_consumer(resolver, each) for each in body.declarations("Consumer")])


def _object(resolver: Resolver, node: Declaration) -> DomainObject:
    declared = resolver.names.declared[node]
    body = body_of(resolver, node)
    return DomainObject(
        **body.common(node, declared),
        kind=OBJECTS[node.keyword.text],
        is_root=body.flag("aggregateRoot"),
        is_abstract=body.flag("abstract"),
        extends=_base(resolver, body),
        traits=body.refer_all("with", TRAIT),
        belongs_to=body.refer("belongsTo", OBJECT),
        properties=properties_of(resolver, body),
        operations=operations_of(resolver, body, declared.qualified_name),
        repository=_repository(resolver, body),
        options=body.options(_OF_OBJECTS),
    )


def _base(resolver: Resolver, body: Body) -> Reference | None:
    """`extends @B` has to mean something of the model; `extends a.b.C` may be any class."""
    name = body.value("extends")
    if not isinstance(name, Name):
        return None
    return resolver.refer(name, OBJECT, across=True) if name.has_at_sign else resolver.refer_openly(name, OBJECT)


def _repository(resolver: Resolver, body: Body) -> Repository | None:
    nodes = body.declarations("Repository")
    for second in nodes[1:]:
        resolver.report_second(second.keyword, nodes[0].keyword)
    return _repository_from(resolver, nodes[0]) if nodes else None


def _repository_from(resolver: Resolver, node: Declaration) -> Repository:
    declared = resolver.names.declared[node]
    body = body_of(resolver, node)
    return Repository(
        **body.common(node, declared),
        operations=operations_of(resolver, body, declared.qualified_name),
        subscribes=subscription_of(resolver, body.setting("subscribe")),
        dependencies=_dependencies(resolver, body),
        options=body.options(_OF_SERVICES),
    )


def _enum(resolver: Resolver, node: Declaration) -> Enum:
    body = body_of(resolver, node)
    return Enum(
        **body.common(node, resolver.names.declared[node]),
        values=tuple([_enum_value(resolver, each) for each in body.of(tree.EnumValue)]),
        is_lifecycle=body.flag("aggregateLifecycle"),
        attributes=properties_of(resolver, body),
        options=body.options(_OF_ENUMS),
    )


def _enum_value(resolver: Resolver, node: tree.EnumValue) -> EnumValue:
    options = Body(resolver, node.options)
    return EnumValue(
        at=resolver.span(node.name),
        places=options.places,
        name=node.name.text,
        parameters=tuple([text_of(each) for each in node.parameters]),
        is_deprecated=options.flag("deprecated"),
        removal=options.date("deprecated"),
        doc=node.doc.value if node.doc else "",
    )


def _service(resolver: Resolver, node: Declaration) -> Service:
    declared = resolver.names.declared[node]
    body = body_of(resolver, node)
    return Service(
        **body.common(node, declared),
        kind="RESOURCE" if declared.kind == "RESOURCE" else "SERVICE",
        operations=operations_of(resolver, body, declared.qualified_name),
        subscribes=subscription_of(resolver, body.setting("subscribe")),
        dependencies=_dependencies(resolver, body),
        path=body.text("path"),
        options=body.options(_OF_SERVICES),
    )


def _consumer(resolver: Resolver, node: Declaration) -> Consumer:
    body = body_of(resolver, node)
    return Consumer(
        **body.common(node, resolver.names.declared[node]),
        channel=body.text("queueName"),
        message_root=body.refer("unmarshall to", OBJECT),
        subscribes=subscription_of(resolver, body.setting("subscribe")),
        dependencies=_dependencies(resolver, body),
        options=body.options(_OF_CONSUMERS),
    )


def _dependencies(resolver: Resolver, body: Body) -> tuple[Reference, ...]:
    """What is injected; it may be anything outside the model."""
    names = [value for value in body.values("inject") if isinstance(value, Name)]
    return tuple(resolver.refer_openly(name, INJECTABLE) for name in names)
