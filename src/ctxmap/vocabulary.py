"""Every enumeration of the language, each defined once, and the settings that take them.

The type is the definition: the parser, the linker, selectors, diagrams and pages take the values from it. To add a
value, add it here (and run `make tables` if it is a keyword, see `KEYWORDS`); a test then lists the translations and
phrases that it needs. Knows nothing of texts, trees and models.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

# ---- Context maps and relationships --------------------------------------------------------------------------------

MapType = Literal["UNDEFINED", "SYSTEM_LANDSCAPE", "ORGANIZATIONAL"]
MAP_TYPES: Final[tuple[MapType, ...]] = get_args(MapType)

MapState = Literal["UNDEFINED", "AS_IS", "TO_BE"]
MAP_STATES: Final[tuple[MapState, ...]] = get_args(MapState)

RelationshipKind = Literal["UPSTREAM_DOWNSTREAM", "CUSTOMER_SUPPLIER", "PARTNERSHIP", "SHARED_KERNEL"]

RoleKind = Literal["U", "D", "S", "C", "P", "SK", "OHS", "PL", "ACL", "CF"]
ROLES: Final[tuple[RoleKind, ...]] = get_args(RoleKind)

SymmetricRole = Literal["P", "SK"]
SYMMETRIC_ROLES: Final[tuple[SymmetricRole, ...]] = get_args(SymmetricRole)
"""The roles of sides that are equal; all others make one side upstream and the other downstream."""

DownstreamRights = Literal["INFLUENCER", "OPINION_LEADER", "VETO_RIGHT", "DECISION_MAKER", "MONOPOLIST"]
DOWNSTREAM_RIGHTS: Final[tuple[DownstreamRights, ...]] = get_args(DownstreamRights)

FallbackKind = Literal["FAIL_FAST", "DEFAULT_VALUE", "BACKUP_SERVICE", "RETRY_ASYNC"]
FALLBACK_KINDS: Final[tuple[FallbackKind, ...]] = get_args(FallbackKind)

Delivery = Literal["AT_MOST_ONCE", "AT_LEAST_ONCE", "EXACTLY_ONCE"]
DELIVERIES: Final[tuple[Delivery, ...]] = get_args(Delivery)

Ordering = Literal["NONE", "BY_KEY", "BY_TIMESTAMP", "BY_VERSION"]
ORDERINGS: Final[tuple[Ordering, ...]] = get_args(Ordering)

# ---- Bounded contexts, subdomains, aggregates ----------------------------------------------------------------------

ContextType = Literal["UNDEFINED", "FEATURE", "APPLICATION", "SYSTEM", "TEAM", "BFF", "FRONTEND", "EXTERNAL", "LEGACY"]
CONTEXT_TYPES: Final[tuple[ContextType, ...]] = get_args(ContextType)

Evolution = Literal["UNDEFINED", "GENESIS", "CUSTOM_BUILT", "PRODUCT", "COMMODITY"]
EVOLUTIONS: Final[tuple[Evolution, ...]] = get_args(Evolution)

Decomposition = Literal["PER_CONTEXT", "PER_AGGREGATE", "CUSTOM"]
DECOMPOSITIONS: Final[tuple[Decomposition, ...]] = get_args(Decomposition)

MigrationState = Literal["PLANNED", "STRANGLING", "DONE"]
MIGRATION_STATES: Final[tuple[MigrationState, ...]] = get_args(MigrationState)

KnowledgeLevel = Literal["META", "CONCRETE"]
KNOWLEDGE_LEVELS: Final[tuple[KnowledgeLevel, ...]] = get_args(KnowledgeLevel)

SubdomainType = Literal["UNDEFINED", "CORE_DOMAIN", "SUPPORTING_DOMAIN", "GENERIC_SUBDOMAIN"]
SUBDOMAIN_TYPES: Final[tuple[SubdomainType, ...]] = get_args(SubdomainType)

Volatility = Literal["UNDEFINED", "NORMAL", "RARELY", "OFTEN"]
VOLATILITIES: Final[tuple[Volatility, ...]] = get_args(Volatility)

Criticality = Literal["UNDEFINED", "NORMAL", "HIGH", "LOW"]
CRITICALITIES: Final[tuple[Criticality, ...]] = get_args(Criticality)

Similarity = Literal["UNDEFINED", "NORMAL", "HUGE", "TINY"]
SIMILARITIES: Final[tuple[Similarity, ...]] = get_args(Similarity)

# ---- Domain objects, operations, processes -------------------------------------------------------------------------

ObjectKind = Literal["ENTITY", "VALUE_OBJECT", "DOMAIN_EVENT", "COMMAND", "DATA_TRANSFER_OBJECT", "TRAIT", "BASIC_TYPE"]
PropertyKind = Literal["ATTRIBUTE", "REFERENCE", "ASSOCIATION"]

Visibility = Literal["public", "protected", "private", "package"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)

HttpMethod = Literal["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]
HTTP_METHODS: Final[tuple[HttpMethod, ...]] = get_args(HttpMethod)

Access = Literal["READ_ONLY", "WRITE"]
ACCESS_WORDS: Final[Mapping[str, Access]] = {"read-only": "READ_ONLY", "read": "READ_ONLY", "write": "WRITE"}

InheritanceType = Literal["JOINED", "SINGLE_TABLE"]
DiscriminatorType = Literal["STRING", "CHAR", "INTEGER"]

FlowStepKind = Literal["COMMAND", "OPERATION", "EVENT"]
FLOW_STEP_WORDS: Final[Mapping[str, FlowStepKind]] = {"command": "COMMAND", "operation": "OPERATION", "event": "EVENT"}

Operator = Literal["AND", "XOR", "OR"]
OPERATOR_WORDS: Final[Mapping[str, Operator]] = {"+": "AND", "X": "XOR", "x": "XOR", "O": "OR", "o": "OR"}

Consistency = Literal["ACID", "SAGA", "EVENTUAL"]
CONSISTENCIES: Final[tuple[Consistency, ...]] = get_args(Consistency)

# ---- Requirements and values ---------------------------------------------------------------------------------------

Level = Literal["UNDEFINED", "HIGH", "MEDIUM", "LOW"]
ValueAction = Literal["ACT", "MONITOR"]

ConsequenceKind = Literal["good", "bad", "neutral"]
CONSEQUENCE_KINDS: Final[tuple[ConsequenceKind, ...]] = get_args(ConsequenceKind)

StatementKind = Literal["VALUE_EPIC", "VALUE_NARRATIVE", "VALUE_WEIGHTING"]

CoreValue = Literal[
    "UNDEFINED",
    "AUTONOMY",
    "CARE",
    "CONTROL",
    "FAIRNESS",
    "INCLUSIVENESS",
    "INNOVATION",
    "PERFECTION",
    "PRIVACY",
    "RESPECT",
    "SUSTAINABILITY",
    "TRANSPARENCY",
    "TRUST",
]

# ---- Views ---------------------------------------------------------------------------------------------------------

Direction = Literal["LEFT_TO_RIGHT", "TOP_TO_BOTTOM"]
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)

Grouping = Literal["SUBDOMAIN", "TEAM", "TYPE", "NONE"]
GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)

Detail = Literal["AGGREGATES", "CONTEXTS", "NAMES"]
DETAILS: Final[tuple[Detail, ...]] = get_args(Detail)

# ---- Where the language takes them ---------------------------------------------------------------------------------

_PERSISTENCE: Final = {"inheritanceType": get_args(InheritanceType), "discriminatorType": get_args(DiscriminatorType)}

SETTINGS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "ContextMap": {"type": MAP_TYPES, "state": MAP_STATES},
    "relationship": {"downstreamRights": DOWNSTREAM_RIGHTS},
    "sync": {"fallback": FALLBACK_KINDS},
    "async": {"delivery": DELIVERIES, "ordering": ORDERINGS},
    "BoundedContext": {
        "type": CONTEXT_TYPES,
        "evolution": EVOLUTIONS,
        "decomposition": DECOMPOSITIONS,
        "migration": MIGRATION_STATES,
        "knowledgeLevel": KNOWLEDGE_LEVELS,
    },
    "Subdomain": {"type": SUBDOMAIN_TYPES},
    "Aggregate": {
        "likelihoodForChange": VOLATILITIES,
        "structuralVolatility": VOLATILITIES,
        "contentVolatility": VOLATILITIES,
        "availabilityCriticality": CRITICALITIES,
        "consistencyCriticality": CRITICALITIES,
        "securityCriticality": CRITICALITIES,
        "storageSimilarity": SIMILARITIES,
        "knowledgeLevel": KNOWLEDGE_LEVELS,
    },
    **dict.fromkeys(
        ("Entity", "ValueObject", "DomainEvent", "Event", "CommandEvent", "Command"),
        _PERSISTENCE,
    ),
    "Deployable": {"state": MAP_STATES},
    "Transaction": {"consistency": CONSISTENCIES},
    "View": {"direction": DIRECTIONS, "groupBy": GROUPINGS, "detail": DETAILS},
    "Stakeholder": {
        **dict.fromkeys(("influence", "interest", "priority", "impact"), get_args(Level)),
        "action": get_args(ValueAction),
    },
    "ValueCluster": {"core": get_args(CoreValue)},
}
"""The values of settings whose values are names to the grammar, by the declaration's keyword and the setting's key."""

KEYWORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "visibility": VISIBILITIES,
    "http_method": HTTP_METHODS,
    "access_word": tuple(ACCESS_WORDS),
    "consequence_kind": CONSEQUENCE_KINDS,
}
"""The enumerations whose values are keywords, by the rule of the grammar that is made of them."""
