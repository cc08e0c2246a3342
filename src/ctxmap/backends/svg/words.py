"""Every fixed word of a context map's picture."""

from __future__ import annotations

from ctxmap.drawing.diagram import MarkTone, NoteTone, Stroke
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

STICKY_NOTES: dict[NoteTone, str] = {
    "command": "command",
    "aggregate": "aggregate",
    "event": "event",
    "policy": "policy: whenever this, then that",
    "read-model": "read model",
    "hotspot": "open question",
}
"""In the order in which a legend explains them."""

GUARANTEES = {
    "timeout": "timeout",
    "fallback": "way out when the other side is down",
    "circuit-breaker": "circuit breaker",
    "AT_LEAST_ONCE": "delivered at least once",
    "AT_MOST_ONCE": "delivered at most once",
    "EXACTLY_ONCE": "delivered exactly once",
    "outbox": "outbox: stored with the change",
    "idempotent": "idempotent: twice does no harm",
    "ordering": "order is settled",
}
"""In the order in which a legend explains them."""

CONTEXT_MAP = "context map"
INFLUENCE = "influence, from upstream to downstream"
SYNC = "synchronous"
ASYNC = "asynchronous"
BOTH = "synchronous and asynchronous"
CALL = "call, from caller to called"
MESSAGE = "message, from sender to receiver"
SOME_CALLS = "calls"
SOME_MESSAGES = "messages"
CALLS = "calls"
SENDS = "sends"
EQUALS = "partnership or shared kernel"
OWNER = "owned by this team"
NOT_OURS = "not ours to change"
EMPTY = "no contexts yet"
DOMAIN = "domain"
BOARD = "event storming board"
OF = "of"
EITHER = {"XOR": "or", "OR": "and/or"}
"""What stands on the lines from a step that has a choice."""
EVENT_FLOW = "Events"
EVENT_FLOW_TOLD = "who publishes them, who takes them, and what they set off"
TAKEN_BY = {"POLICY": "policy", "READ_MODEL": "read model", "FLOW": "flow"}
INSIDE = "what is inside"
OBJECTS = {
    "ENTITY": "entity",
    "VALUE_OBJECT": "value object",
    "DOMAIN_EVENT": "event",
    "COMMAND": "command",
    "DATA_TRANSFER_OBJECT": "data transfer object",
    "TRAIT": "trait",
    "BASIC_TYPE": "basic type",
}
SERVICES = {"SERVICE": "service", "RESOURCE": "resource"}
ROOT = "aggregate root"
ENUM = "enumeration"
STATES_OF = "states"
AGGREGATE = "aggregate"
REFERENCES: dict[Stroke, str] = {
    "sync": "holds on to the object",
    "message": "holds its identity",
    "plain": "is a kind of",
}
EXTENDS = "is a"
ELSEWHERE = "of another context"
DOMAINS = "Domains"
DOMAINS_TOLD = "subdomains, and the contexts that implement them"
TEAMS = "Teams"
TEAMS_TOLD = "who owns what"
NOBODY = "owned by nobody"
SERVICES_OF = "Services"
SERVICES_OF_TOLD = "how contexts are cut into what is deployed"
CONTEXT = "bounded context"
CALLS_OF = "Who waits for whom"
CALLS_TOLD = "An arrow goes from who calls to who is called; the caller waits for the answer."
PROMISES = "promises"
BY_ITSELF = "by itself"
WITH_ALL = "with all that it waits for"
WAITS = "waits for the answer"
WAY_OUT = "has a way out when the other side is down"
FLOW = "flow"
COORDINATION = "coordination"
COMMAND = "command or call"
EVENT = "event"
LIFE_CYCLE = "life cycle"
BIRTH = "begin"
END = "end"
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
