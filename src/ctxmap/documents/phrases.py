"""What the language's fixed words are called in a document; "" where a word says nothing that a reader would miss."""

from __future__ import annotations

from ctxmap.model.elements import ContextMap, DomainObject, StateTransition

CONTEXT_TYPE = {
    "": "bounded context",
    "UNDEFINED": "bounded context",
    "FEATURE": "feature",
    "APPLICATION": "application",
    "SYSTEM": "system",
    "TEAM": "team",
    "BFF": "backend for a frontend",
    "FRONTEND": "frontend",
    "EXTERNAL": "external system",
    "LEGACY": "legacy system",
}
SUBDOMAIN_TYPE = {
    "": "subdomain",
    "UNDEFINED": "subdomain",
    "CORE_DOMAIN": "core domain",
    "SUPPORTING_DOMAIN": "supporting subdomain",
    "GENERIC_SUBDOMAIN": "generic subdomain",
}
EVOLUTION = {
    "": "",
    "UNDEFINED": "",
    "GENESIS": "genesis: nobody has done it before",
    "CUSTOM_BUILT": "custom built",
    "PRODUCT": "product",
    "COMMODITY": "commodity",
}
KNOWLEDGE_LEVEL = {"": "", "META": "meta", "CONCRETE": "concrete"}
MIGRATION = {"": "", "PLANNED": "planned", "STRANGLING": "under way", "DONE": "done"}
DECOMPOSITION = {
    "": "",
    "PER_CONTEXT": "as one service",
    "PER_AGGREGATE": "as a service for each aggregate",
    "CUSTOM": "as several services",
}
ROLE = {
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
RELATIONSHIP = {
    "UPSTREAM_DOWNSTREAM": "upstream and downstream",
    "CUSTOMER_SUPPLIER": "supplier and customer",
    "PARTNERSHIP": "partnership",
    "SHARED_KERNEL": "shared kernel",
}
FALLBACK = {
    "FAIL_FAST": "fails fast",
    "DEFAULT_VALUE": "falls back to a default value",
    "BACKUP_SERVICE": "falls back to another service",
    "RETRY_ASYNC": "is tried again later",
}
DELIVERY = {"": "", "AT_MOST_ONCE": "at most once", "AT_LEAST_ONCE": "at least once", "EXACTLY_ONCE": "exactly once"}
ORDERING = {
    "": "",
    "NONE": "in any order",
    "BY_KEY": "in order for each key",
    "BY_TIMESTAMP": "put in order by timestamp",
    "BY_VERSION": "put in order by version",
}
CONSISTENCY = {"": "", "ACID": "all at once (ACID)", "SAGA": "as a saga", "EVENTUAL": "sooner or later"}
ACCESS = {"": "", "READ_ONLY": "only reads", "WRITE": "writes"}
JOINT = {"": " and ", "AND": " and ", "XOR": " or else ", "OR": " or "}
_MAP_TYPE = {"SYSTEM_LANDSCAPE": "a system landscape", "ORGANIZATIONAL": "teams and how they work together"}
_MAP_STATE = {"AS_IS": "as it is", "TO_BE": "as it is to be"}


def kind_of_map(context_map: ContextMap) -> str:
    """`a system landscape, as it is to be`; "" where the map says neither."""
    return ", ".join(filter(None, (_MAP_TYPE.get(context_map.type), _MAP_STATE.get(context_map.state))))


def kind_of_object(thing: DomainObject) -> str:
    """`entity, aggregate root`, `domain event`."""
    kind = thing.kind.lower().replace("_", " ")
    return f"{kind}, aggregate root" if thing.is_root else kind


def transition(given: StateTransition) -> str:
    """`PLACED becomes CANCELLED or REFUNDED`, `begins as PLACED`."""
    targets = " or ".join(given.targets)
    return f"{' or '.join(given.sources)} becomes {targets}" if given.sources else f"begins as {targets}"
