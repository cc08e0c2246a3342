"""Every fixed word of a context map's picture."""

from __future__ import annotations

from ctxmap.drawing.diagram import MarkTone
from ctxmap.model.elements import RoleKind

ROLES: dict[RoleKind, str] = {
    "U": "upstream",
    "D": "downstream",
    "S": "supplier",
    "C": "customer",
    "P": "partnership",
    "SK": "shared kernel",
    "OHS": "open host service",
    "PL": "published language",
    "ACL": "anticorruption layer",
    "CF": "conformist",
}
"""In the order in which a badge shows them."""

TYPES = {
    "FRONTEND": "frontend",
    "BFF": "backend for a frontend",
    "APPLICATION": "application",
    "FEATURE": "feature",
    "SYSTEM": "system",
    "TEAM": "team",
    "EXTERNAL": "external system",
    "LEGACY": "legacy system",
}
"""Types of bounded contexts; the rest has no sign."""

SUBDOMAINS = {"CORE_DOMAIN": "core", "SUPPORTING_DOMAIN": "supporting", "GENERIC_SUBDOMAIN": "generic"}
STATES = {"AS_IS": "as is", "TO_BE": "to be"}
MAPS = {"SYSTEM_LANDSCAPE": "system landscape", "ORGANIZATIONAL": "organisation"}

MARKS: dict[MarkTone, str] = {"error": "error", "warning": "warning"}

CONTEXT_MAP = "context map"
INFLUENCE = "influence, from upstream to downstream"
SYNC = "synchronous"
ASYNC = "asynchronous"
BOTH = "synchronous and asynchronous"
CALL = "call, from caller to called"
MESSAGE = "message, from sender to receiver"
SOME_CALLS = "calls"
SOME_MESSAGES = "messages"
UPSTREAM_CALLS = "upstream calls"
DOWNSTREAM_SENDS = "downstream sends"
EQUALS = "partnership or shared kernel"
OWNER = "owned by this team"
NOT_OURS = "not ours to change"
EMPTY = "no contexts yet"
DOMAIN = "domain"
ALSO_IN = "also in"
EXPOSED = "exposes"


def readable(constant: str) -> str:
    """`AT_LEAST_ONCE` as `at least once`."""
    return constant.replace("_", " ").lower()


def counts(contexts: int, relationships: int) -> str:
    """`3 contexts, 1 relationship`."""
    return f"{_counted(contexts, 'context')}, {_counted(relationships, 'relationship')}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
