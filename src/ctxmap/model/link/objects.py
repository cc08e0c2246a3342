"""Domain objects, enums, services, resources and consumers."""

from __future__ import annotations

from typing import Any

from ctxmap.model.elements import Consumer, DomainObject, Enum, EnumValue, Reference, Repository, Service
from ctxmap.model.link.body import Body, body_of, text_of
from ctxmap.model.link.kinds import INJECTABLE, OBJECT, OBJECTS, TRAIT
from ctxmap.model.link.resolver import Here
from ctxmap.model.link.types import operations_of, properties_of, subscription_of
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration, Name

_OF_OBJECTS = frozenset({"aggregateRoot", "abstract", "extends", "with", "belongsTo"})
_OF_ENUMS = frozenset({"aggregateLifecycle"})
_OF_SERVICES = frozenset({"subscribe", "inject", "path"})
_OF_CONSUMERS = frozenset({"queueName", "topicName", "unmarshall to", "subscribe", "inject"})


def objects_of(here: Here, body: Body) -> tuple[DomainObject, ...]:
    """The domain objects among the members of a declaration."""
    return tuple([_object(here, each) for each in body.declarations(*OBJECTS)])


def enums_of(here: Here, body: Body) -> tuple[Enum, ...]:
    """The enums among the members of a declaration."""
    return tuple([_enum(here, each) for each in body.declarations("enum")])


def services_of(here: Here, body: Body) -> tuple[Service, ...]:
    """The services and resources among the members of a declaration."""
    return tuple([_service(here, each) for each in body.declarations("Service", "Resource")])


def consumers_of(here: Here, body: Body) -> tuple[Consumer, ...]:
    """The consumers among the members of a declaration."""
    return tuple([_consumer(here, each) for each in body.declarations("Consumer")])


def _object(here: Here, node: Declaration) -> DomainObject:
    declared = here.names.declared[node]
    body = body_of(here, node)
    kind: Any = declared.kind
    return DomainObject(
        **body.common(node, declared),
        kind=kind,
        is_root=body.flag("aggregateRoot"),
        is_abstract=body.flag("abstract"),
        extends=_base(here, body),
        traits=body.refer_all("with", TRAIT),
        belongs_to=body.refer("belongsTo", OBJECT),
        properties=properties_of(here, body),
        operations=operations_of(here, body, declared.qualified_name),
        repository=_repository(here, body),
        options=body.options(_OF_OBJECTS),
    )


def _base(here: Here, body: Body) -> Reference | None:
    """`extends @B` has to mean something of the model; `extends a.b.C` may be any class."""
    name = body.value("extends")
    if not isinstance(name, Name):
        return None
    return here.refer(name, OBJECT, across=True) if here.has_at_sign(name) else here.refer_openly(name, OBJECT)


def _repository(here: Here, body: Body) -> Repository | None:
    nodes = body.declarations("Repository")
    for second in nodes[1:]:
        here.report_second(second.keyword, nodes[0].keyword)
    return _repository_from(here, nodes[0]) if nodes else None


def _repository_from(here: Here, node: Declaration) -> Repository:
    declared = here.names.declared[node]
    body = body_of(here, node)
    return Repository(
        **body.common(node, declared),
        operations=operations_of(here, body, declared.qualified_name),
        subscribes=subscription_of(here, body.setting("subscribe")),
        dependencies=_dependencies(here, body),
        options=body.options(_OF_SERVICES),
    )


def _enum(here: Here, node: Declaration) -> Enum:
    body = body_of(here, node)
    return Enum(
        **body.common(node, here.names.declared[node]),
        values=tuple([_enum_value(here, each) for each in body.of(tree.EnumValue)]),
        is_lifecycle=body.flag("aggregateLifecycle"),
        attributes=properties_of(here, body),
        options=body.options(_OF_ENUMS),
    )


def _enum_value(here: Here, node: tree.EnumValue) -> EnumValue:
    return EnumValue(
        at=here.span(node.name),
        name=node.name.text,
        parameters=tuple([text_of(each) for each in node.parameters]),
        doc=node.doc.value if node.doc else "",
    )


def _service(here: Here, node: Declaration) -> Service:
    declared = here.names.declared[node]
    body = body_of(here, node)
    return Service(
        **body.common(node, declared),
        kind="RESOURCE" if declared.kind == "RESOURCE" else "SERVICE",
        operations=operations_of(here, body, declared.qualified_name),
        subscribes=subscription_of(here, body.setting("subscribe")),
        dependencies=_dependencies(here, body),
        path=body.text("path"),
        options=body.options(_OF_SERVICES),
    )


def _consumer(here: Here, node: Declaration) -> Consumer:
    body = body_of(here, node)
    return Consumer(
        **body.common(node, here.names.declared[node]),
        channel=body.text("queueName"),
        message_root=body.refer("unmarshall to", OBJECT),
        subscribes=subscription_of(here, body.setting("subscribe")),
        dependencies=_dependencies(here, body),
        options=body.options(_OF_CONSUMERS),
    )


def _dependencies(here: Here, body: Body) -> tuple[Reference, ...]:
    """What is injected; it may be anything outside the model."""
    names = [value for value in body.values("inject") if isinstance(value, Name)]
    return tuple(here.refer_openly(name, INJECTABLE) for name in names)
