"""What the published grammar of the Context Mapper Language allows, as far as ctxmap allows more.

Read off that grammar, https://github.com/ContextMapper/context-mapper-dsl, files `ContextMappingDSL.xtext` and
`TacticDDDLanguage.xtext`. The bodies of value registers and stakeholders are not described here: ctxmap has no
additions there, except those that are unknown everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from ctxmap import vocabulary
from ctxmap.syntax.automaton import automaton

SAME_KINDS: Final[Mapping[str, str]] = {
    "UseCase": "requirement",
    "UserStory": "requirement",
    "Event": "DomainEvent",
    "CommandEvent": "Command",
    "structuralVolatility": "likelihoodForChange",
    "useCases": "requirements",
    "userStories": "requirements",
    "features": "requirements",
    "userRequirements": "requirements",
    "nogap": "gap",
    "queueName": "queue",
    "topicName": "queue",
}
"""Kinds of members that are one kind to the grammar."""

_OBJECTS = "Entity ValueObject DomainEvent Command DataTransferObject Trait BasicType enum"
_CONTENT = f"Service Resource Consumer {_OBJECTS}"
_PROPERTIES = "attribute reference association"
_PERSISTENCE = (
    "cache gap scaffold hint databaseTable discriminatorValue discriminatorColumn discriminatorType discriminatorLength"
    " inheritanceType validate persistent aggregateRoot belongsTo"
)
_EVENT = f"package / {_PERSISTENCE} / [{_PROPERTIES} operation] / Repository"

_BODIES: Final[Mapping[str, str]] = {
    "file": "import* ContextMap BoundedContext* Domain* requirement* Stakeholders* ValueRegister*",
    "ContextMap": "type state / contains* / relationship*",
    "symmetric relationship": "implementationTechnology",
    "relationship": "implementationTechnology exposedAggregates downstreamRights",
    "BoundedContext": (
        "domainVisionStatement type responsibilities implementationTechnology knowledgeLevel / businessModel"
        " & evolution & Application Module* Aggregate* Service*"
    ),
    "Domain": "domainVisionStatement Subdomain*",
    "Subdomain": "type domainVisionStatement / Entity* / Service*",
    "Module": f"external / basePackage / hint / [{_CONTENT} Aggregate]",
    "Aggregate": (
        "responsibilities requirements owner knowledgeLevel likelihoodForChange contentVolatility"
        " availabilityCriticality consistencyCriticality storageSimilarity securityCriticality securityZone"
        f" securityAccessGroup / [{_CONTENT}]"
    ),
    "Application": "Command* DomainEvent* Service* Flow* Coordination*",
    "Flow": "[flow step]",
    "Coordination": "[step]",
    "Service": "gap hint webservice subscribe / inject* / [operation association]",
    "Resource": "gap hint scaffold path / inject* / [operation association]",
    "Repository": "gap hint subscribe / inject* / [operation association]",
    "Consumer": "hint / inject* / unmarshall to / queue subscribe",
    "Entity": f"package / optimisticLocking auditable {_PERSISTENCE} / [{_PROPERTIES} operation] / Repository",
    "ValueObject": f"package / optimisticLocking immutable {_PERSISTENCE} / [{_PROPERTIES} operation] / Repository",
    "DomainEvent": _EVENT,
    "Command": _EVENT,
    "DataTransferObject": f"package / gap hint validate / [{_PROPERTIES}]",
    "Trait": f"package / hint / [{_PROPERTIES} operation]",
    "BasicType": f"package / immutable gap hint / [{_PROPERTIES} operation]",
    "enum": "package hint aggregateLifecycle ordinal / attribute* / value*",
    "UseCase": "actor secondaryActors interactions feature* benefit scope level",
    "UserStory": "As a / feature* / so that / promotes / harms",
}
"""The members of each body. `/`: those before it come first. Between two `/` the order is free, but those of one kind
(`*`: there may be several) stand together, except in `[…]`. `&`: what it separates may come in any order, unmixed."""


class Place(msgspec.Struct, frozen=True):
    """Where a kind of member stands in a body: parts come in any order, the stages of a part in theirs."""

    part: int
    stage: int
    is_repeated: bool
    is_mixed: bool


def places(body: str) -> Mapping[str, Place] | None:
    """The places of the members of a body; None for a body that is not described here."""
    notation = _BODIES.get(SAME_KINDS.get(body, body)) or _BODIES.get(body)
    return _read(notation) if notation else None


_PHRASES = ("flow step", "unmarshall to", "As a", "so that")


def _read(notation: str) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for phrase in _PHRASES:
        notation = notation.replace(phrase, phrase.replace(" ", "_"))
    for part, stages in enumerate(notation.split("&")):
        for stage, kinds in enumerate(stages.split("/")):
            is_mixed = "[" in kinds
            for kind in kinds.strip(" []").split():
                place = Place(part, stage, is_mixed or kind.endswith("*"), is_mixed)
                found[kind.rstrip("*").replace("_", " ")] = place
    return found


# ---- Declarations, settings, operations, properties ------------------------------------------------------------------

DOCUMENTED: Final = {*_CONTENT.split(), "Event", "CommandEvent", "Aggregate", "Module", "Repository"}
"""The declarations that can have a doc string."""
ABSTRACT: Final = {"Entity", "ValueObject", "DomainEvent", "Event", "Command", "CommandEvent", "DataTransferObject"}
"""Those that can be `abstract` and extend another."""

ADDED_EVERYWHERE: Final = {"displayName", "tags", "link", "deprecated"}

WITH_EQUALS: Final = {
    *(
        "hint",
        "path",
        "package",
        "basePackage",
        "validate",
        "databaseTable",
        "inheritanceType",
        "queueName",
        "topicName",
    ),
    *("discriminatorValue", "discriminatorColumn", "discriminatorType", "discriminatorLength", "return", "query"),
    *("condition", "select", "groupBy", "orderBy", "digits", "max", "min", "decimalMax", "decimalMin", "pattern"),
    *("range", "size", "length", "scriptAssert", "url", "databaseColumn", "databaseType", "cascade", "fetch"),
    *("databaseJoinTable", "databaseJoinColumn", "orderby"),
}
"""The settings that need a `=`."""
WITHOUT_EQUALS: Final = {"contains", "belongsTo"}

ADDED_VALUES: Final = {("BoundedContext", "type"): {"BFF", "FRONTEND", "EXTERNAL", "LEGACY"}}

_OF_OBJECTS: Final = {"throws", "hint"}
OPERATION_OPTIONS: Final[Mapping[str, set[str]]] = {
    "Service": {"throws", "hint", "publish", "delegates to"},
    "Resource": {"throws", "hint", "path", "return", "delegates to", "GET", "POST", "PUT", "DELETE"},
    "Repository": {
        *("throws", "hint", "cache", "gap", "nogap", "query", "condition", "select", "groupBy", "orderBy"),
        *("construct", "build", "map", "publish", "delegates to"),
    },
    **dict.fromkeys((*_OBJECTS.split(), "Event", "CommandEvent"), _OF_OBJECTS),
}
"""What may stand behind an operation, by the declaration that it belongs to."""
WITHOUT_ACCESS: Final = {"Resource", "Repository"}
"""Whose operations can't say `: read-only` or `: write`."""


# ---- Names -----------------------------------------------------------------------------------------------------------

_ADDED_WORDS = {
    *("BACKUP_SERVICE", "Deployable", "HEAD", "Hotspot", "Microservice", "Operation", "OPTIONS", "PATCH", "Policy"),
    *("ReadModel", "Step", "Term", "Transaction", "View", "ValueWeighting", "aggregates", "aliases", "async"),
    *("attributes", "availability", "batch", "bulkhead", "by", "caller", "channel", "circuitBreaker", "commands"),
    *("compensatedBy", "composes", "consistency", "data", "database", "decomposition", "delivery", "deprecated"),
    *("detail", "direction", "displayName", "every", "events", "exclude", "extractedFrom", "fallback", "from"),
    *("idempotent", "include", "invokes", "issues", "link", "migration", "neighbours", "neutral", "on"),
    *("operations", "ordering", "outbox", "owns", "pivot", "promises", "publisher", "rateLimit", "reads"),
    *("retriable", "retries", "serves", "sync", "tags", "timeout", "title", "topic", "unique", "when", "writes"),
}
_WORDS_OF_PHRASES = {
    *("As", "I", "In", "SOI", "When", "accepting", "and", "and/or", "are", "as", "auditable", "behavior", "benefits"),
    *("context", "contexts", "degrading", "delegates", "demonstrated", "emits", "executes", "expect", "expecting"),
    *("externally", "following", "harmed", "harms", "initiated", "internally", "is", "it", "its", "more"),
    *("observable", "or", "possibly", "prohibiting", "promote", "promoted", "protect", "realization", "reduced"),
    *("reduction", "risk", "running", "so", "split", "stakeholder", "stakeholders", "such", "than", "that", "their"),
    *("unmarshall", "value", "values", "want"),
}
"""Words that are keywords of CML only together with others: `delegates to` is one token."""

_CML_ENUMERATIONS = (
    *(vocabulary.MAP_TYPES, vocabulary.MAP_STATES, vocabulary.DOWNSTREAM_RIGHTS, vocabulary.EVOLUTIONS),
    *(vocabulary.KNOWLEDGE_LEVELS, vocabulary.SUBDOMAIN_TYPES, vocabulary.VOLATILITIES, vocabulary.CRITICALITIES),
    *(vocabulary.SIMILARITIES, vocabulary.ROLES, ("FEATURE", "APPLICATION", "SYSTEM", "TEAM")),
)
_TYPES = {
    *("String", "int", "Integer", "long", "Long", "boolean", "Boolean", "Date", "DateTime", "Timestamp", "BigDecimal"),
    *("BigInteger", "double", "Double", "float", "Float", "Key", "PagingParameter", "PagedResult", "Blob", "Clob"),
    *("Set", "List", "Bag", "Collection", "Map"),
}


def reserved_words() -> frozenset[str]:
    """The words that CML takes for keywords wherever they stand: as names, they need a `^`."""
    keywords = automaton().keywords - _ADDED_WORDS - _WORDS_OF_PHRASES
    return keywords | _TYPES | {word for values in _CML_ENUMERATIONS for word in values}
