"""The kinds of named thing, by the keywords that declare them, and which of them a reference may mean."""

from __future__ import annotations

from ctxmap.model.link.scope import Kinds
from ctxmap.vocabulary import ObjectKind

OBJECTS: dict[str, ObjectKind] = {
    "Entity": "ENTITY",
    "ValueObject": "VALUE_OBJECT",
    "DomainEvent": "DOMAIN_EVENT",
    "Event": "DOMAIN_EVENT",
    "Command": "COMMAND",
    "CommandEvent": "COMMAND",
    "DataTransferObject": "DATA_TRANSFER_OBJECT",
    "Trait": "TRAIT",
    "BasicType": "BASIC_TYPE",
}
"""The keywords of domain objects, and their kinds."""

KINDS = {
    **OBJECTS,
    "enum": "ENUM",
    "Service": "SERVICE",
    "Resource": "RESOURCE",
    "Repository": "REPOSITORY",
    "Consumer": "CONSUMER",
    "Policy": "POLICY",
    "Hotspot": "HOTSPOT",
    "ReadModel": "READ_MODEL",
    "Aggregate": "AGGREGATE",
    "Module": "MODULE",
    "Application": "APPLICATION",
    "Flow": "FLOW",
    "Coordination": "COORDINATION",
    "Transaction": "TRANSACTION",
    "Deployable": "DEPLOYABLE",
    "Microservice": "MICROSERVICE",
    "Term": "TERM",
    "BoundedContext": "CONTEXT",
    "Domain": "DOMAIN",
    "Subdomain": "SUBDOMAIN",
    "UseCase": "USE_CASE",
    "UserStory": "USER_STORY",
    "ContextMap": "MAP",
    "View": "VIEW",
    "Stakeholders": "STAKEHOLDERS",
    "Stakeholder": "STAKEHOLDER",
    "StakeholderGroup": "STAKEHOLDER_GROUP",
    "ValueRegister": "VALUE_REGISTER",
    "Value": "VALUE",
    "ValueCluster": "VALUE_CLUSTER",
    "ValueEpic": "VALUE_EPIC",
    "ValueNarrative": "VALUE_NARRATIVE",
    "ValueWeigthing": "VALUE_WEIGHTING",
    "ValueWeighting": "VALUE_WEIGHTING",
}
"""Every keyword that declares something with a name, and the kind of thing."""

_ANYWHERE = frozenset({*OBJECTS, "enum", "Service", "Resource", "Consumer", "Policy", "Hotspot", "ReadModel"})
_REQUIREMENTS = frozenset({"UseCase", "UserStory"})
_VALUES = frozenset({"Value"})

HOLDS = {
    "": _REQUIREMENTS
    | {"BoundedContext", "Domain", "ContextMap", "View", "Transaction", "Deployable", "Stakeholders", "ValueRegister"},
    "BoundedContext": _ANYWHERE | {"Module", "Aggregate", "Application", "Microservice", "Term"},
    "Module": _ANYWHERE | {"Aggregate"},
    "Aggregate": _ANYWHERE,
    "Application": _ANYWHERE | {"Flow", "Coordination", "Transaction"},
    "Domain": frozenset({"Subdomain"}),
    "Subdomain": _ANYWHERE,
    **dict.fromkeys(OBJECTS, frozenset({"Repository"})),
    "Stakeholders": frozenset({"Stakeholder", "StakeholderGroup"}),
    "StakeholderGroup": frozenset({"Stakeholder"}),
    "ValueRegister": _VALUES | {"ValueCluster", "ValueEpic", "ValueNarrative", "ValueWeigthing", "ValueWeighting"},
    "ValueCluster": _VALUES,
}
"""What may be declared inside a declaration, by its keyword; "" is a file's top level."""

HIDDEN = frozenset({"ENTITY", "VALUE_OBJECT", "DOMAIN_EVENT", "COMMAND"})
"""Domain objects that problem and solution space don't see of each other."""


def _kinds(label: str, *kinds: str) -> Kinds:
    return Kinds(label, frozenset(kinds))


CONTEXT = _kinds("context", "CONTEXT")
DOMAIN_PART = _kinds("domain or subdomain", "DOMAIN", "SUBDOMAIN")
AGGREGATE = _kinds("aggregate", "AGGREGATE")
TYPE = _kinds("domain object or enum", *OBJECTS.values(), "ENUM")
OBJECT = _kinds("domain object", *OBJECTS.values())
TRAIT = _kinds("trait", "TRAIT")
EVENT = _kinds("event", "DOMAIN_EVENT")
COMMAND = _kinds("command", "COMMAND")
MESSAGE = _kinds("event or command", "DOMAIN_EVENT", "COMMAND")
SERVICE = _kinds("service", "SERVICE", "RESOURCE")
INJECTABLE = _kinds("service or repository", "SERVICE", "RESOURCE", "REPOSITORY")
OPERATION = _kinds("operation", "OPERATION")
PROVIDER = _kinds("aggregate, service, resource or context", "AGGREGATE", "SERVICE", "RESOURCE", "CONTEXT")
OWNER = _kinds("aggregate, service or resource", "AGGREGATE", "SERVICE", "RESOURCE")
BULK_DATA = _kinds("aggregate, event or data transfer object", "AGGREGATE", "DOMAIN_EVENT", "DATA_TRANSFER_OBJECT")
STICKY_NOTE = _kinds("event, command, aggregate or policy", "DOMAIN_EVENT", "COMMAND", "AGGREGATE", "POLICY")
REQUIREMENT = _kinds("user requirement", "USE_CASE", "USER_STORY")
USE_CASE = _kinds("use case", "USE_CASE")
USER_STORY = _kinds("user story", "USER_STORY")
STAKEHOLDER = _kinds("stakeholder", "STAKEHOLDER", "STAKEHOLDER_GROUP")
MAP = _kinds("map", "MAP")

LABELS = {
    "ENTITY": "an entity",
    "VALUE_OBJECT": "a value object",
    "DOMAIN_EVENT": "an event",
    "COMMAND": "a command",
    "DATA_TRANSFER_OBJECT": "a data transfer object",
    "TRAIT": "a trait",
    "BASIC_TYPE": "a basic type",
    "ENUM": "an enum",
}


def label(kind: str) -> str:
    """What people call a kind, with its article: `an entity`, `a user story`."""
    return LABELS.get(kind) or f"{'an' if kind[0] in 'AEIO' else 'a'} {kind.lower().replace('_', ' ')}"
