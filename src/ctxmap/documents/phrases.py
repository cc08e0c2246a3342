"""How pages show the values of enumerations; "" for a value that says nothing a reader would miss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ctxmap.documents.page import words
from ctxmap.model.elements import ContextMap, DomainObject, EnumValue, Named, Relationship, StateTransition
from ctxmap.vocabulary import (
    Access,
    Consistency,
    ContextType,
    Decomposition,
    Delivery,
    Evolution,
    FallbackKind,
    KnowledgeLevel,
    MapState,
    MapType,
    MigrationState,
    Operator,
    Ordering,
    RelationshipKind,
    RoleKind,
    SubdomainType,
)

CONTEXT_TYPE: Mapping[Literal["", ContextType], str] = {
    "": "bounded context",
    "UNDEFINED": "bounded context",
    "FEATURE": "feature",
    "APPLICATION": "application",
    "SYSTEM": "system",
    "TEAM": "team",
    "BFF": "backend for frontend",
    "FRONTEND": "frontend",
    "EXTERNAL": "external system",
    "LEGACY": "legacy system",
}
SUBDOMAIN_TYPE: Mapping[Literal["", SubdomainType], str] = {
    "": "subdomain",
    "UNDEFINED": "subdomain",
    "CORE_DOMAIN": "core domain",
    "SUPPORTING_DOMAIN": "supporting subdomain",
    "GENERIC_SUBDOMAIN": "generic subdomain",
}
EVOLUTION: Mapping[Literal["", Evolution], str] = {
    "": "",
    "UNDEFINED": "",
    "GENESIS": "genesis",
    "CUSTOM_BUILT": "custom-built",
    "PRODUCT": "product",
    "COMMODITY": "commodity",
}
KNOWLEDGE_LEVEL: Mapping[Literal["", KnowledgeLevel], str] = {"": "", "META": "meta", "CONCRETE": "concrete"}
MIGRATION: Mapping[Literal["", MigrationState], str] = {
    "": "",
    "PLANNED": "planned",
    "STRANGLING": "in progress",
    "DONE": "done",
}
DECOMPOSITION: Mapping[Literal["", Decomposition], str] = {
    "": "",
    "PER_CONTEXT": "one service",
    "PER_AGGREGATE": "one service per aggregate",
    "CUSTOM": "several services",
}
ROLE: Mapping[RoleKind, str] = {
    "U": "",
    "D": "",
    "P": "",
    "SK": "",
    "S": "supplier",
    "C": "customer",
    "OHS": "open host service",
    "PL": "published language",
    "ACL": "anticorruption layer",
    "CF": "conformist",
}
RELATIONSHIP: Mapping[RelationshipKind, str] = {
    "UPSTREAM_DOWNSTREAM": "upstream and downstream",
    "CUSTOMER_SUPPLIER": "supplier and customer",
    "PARTNERSHIP": "partnership",
    "SHARED_KERNEL": "shared kernel",
}
FALLBACK: Mapping[FallbackKind, str] = {
    "FAIL_FAST": "fail fast",
    "DEFAULT_VALUE": "use a default value",
    "BACKUP_SERVICE": "call a backup service",
    "RETRY_ASYNC": "retry later",
}
DELIVERY: Mapping[Literal["", Delivery], str] = {
    "": "",
    "AT_MOST_ONCE": "at most once",
    "AT_LEAST_ONCE": "at least once",
    "EXACTLY_ONCE": "exactly once",
}
ORDERING: Mapping[Literal["", Ordering], str] = {
    "": "",
    "NONE": "any order",
    "BY_KEY": "ordered by key",
    "BY_TIMESTAMP": "ordered by timestamp",
    "BY_VERSION": "ordered by version",
}
CONSISTENCY: Mapping[Literal["", Consistency], str] = {
    "": "",
    "ACID": "ACID",
    "SAGA": "saga",
    "EVENTUAL": "eventually consistent",
}
ACCESS: Mapping[Literal["", Access], str] = {"": "", "READ_ONLY": "read-only", "WRITE": "writes"}
JOINT: Mapping[Literal["", Operator], str] = {"": " and ", "AND": " and ", "XOR": " or else ", "OR": " or "}
_MAP_TYPE: Mapping[Literal["", MapType], str] = {"SYSTEM_LANDSCAPE": "system landscape", "ORGANIZATIONAL": "team map"}
MAP_STATE: Mapping[Literal["", MapState], str] = {"AS_IS": "as-is state", "TO_BE": "to-be state"}


def kind_of_map(context_map: ContextMap) -> str:
    """`system landscape, to-be state`; "" where the map states neither."""
    return ", ".join(filter(None, (_MAP_TYPE.get(context_map.type), MAP_STATE.get(context_map.state))))


def kind_of_object(thing: DomainObject) -> str:
    """`entity, aggregate root`, `domain event, deprecated`."""
    kind = thing.kind.lower().replace("_", " ")
    return ", ".join(filter(None, (kind, "aggregate root" if thing.is_root else "", deprecation(thing))))


def deprecation(element: Named | Relationship | EnumValue) -> str:
    """`deprecated, removal 2027-03-31`; "" if it isn't deprecated."""
    removal = f", removal {words(element.removal)}" if element.removal else ""
    return f"deprecated{removal}" if element.is_deprecated else ""


def transition(change: StateTransition) -> str:
    """`PLACED becomes CANCELLED or REFUNDED`, `starts as PLACED`."""
    targets = " or ".join(change.targets)
    return f"{' or '.join(change.sources)} becomes {targets}" if change.sources else f"starts as {targets}"
