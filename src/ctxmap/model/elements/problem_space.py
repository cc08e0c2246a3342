"""The problem space: domains, what users require, and whom it affects."""

from __future__ import annotations

from typing import Literal

from ctxmap.model.elements.base import Element, Named, Reference
from ctxmap.model.elements.contexts import Container
from ctxmap.model.elements.types import Option
from ctxmap.vocabulary import (
    ConsequenceKind,
    StatementKind,
    SubdomainType,
)


class Subdomain(Container, frozen=True, kw_only=True):
    """A part of a domain: core, supporting or generic (Evans, ch. 15)."""

    type: Literal["", SubdomainType] = ""
    domain: str = ""
    """The name of the domain it is a part of."""
    supports: tuple[Reference, ...] = ()
    domain_vision_statement: str = ""


class Domain(Named, frozen=True, kw_only=True):
    """What the business is about."""

    domain_vision_statement: str = ""
    subdomains: tuple[Subdomain, ...] = ()


class Feature(Element, frozen=True, kw_only=True):
    """`"create" an "Order" with its "date" for a "Customer"`: one sentence of a user requirement; `at`: its verb."""

    verb: str
    entity: str
    attributes: tuple[str, ...] = ()
    container: str = ""


class UserRequirement(Named, frozen=True, kw_only=True):
    """A use case or a user story."""

    kind: Literal["USE_CASE", "USER_STORY"]
    role: str = ""
    """`actor`, or who says `As a`."""
    secondary_actors: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    benefit: str = ""
    scope: str = ""
    level: str = ""
    split_by: Reference | None = None
    promotes: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()


class Stakeholder(Named, frozen=True, kw_only=True):
    """Somebody with an interest, or a group of them."""

    kind: Literal["STAKEHOLDER", "STAKEHOLDER_GROUP"] = "STAKEHOLDER"
    influence: str = ""
    interest: str = ""
    description: str = ""
    members: tuple[Stakeholder, ...] = ()


class Stakeholders(Element, frozen=True, kw_only=True):
    """The stakeholders of some contexts."""

    contexts: tuple[Reference, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()


class Consequence(Element, frozen=True, kw_only=True):
    """What a system does to a value, for one stakeholder, and what is done about it."""

    kind: ConsequenceKind
    text: str
    action: str = ""
    action_kind: str = ""


class Elicitation(Element, frozen=True, kw_only=True):
    """How much a value means to a stakeholder."""

    stakeholder: Reference
    priority: str = ""
    impact: str = ""
    consequences: tuple[Consequence, ...] = ()


class EthicalValue(Named, frozen=True, kw_only=True):
    """A value (IEEE 7000), or a cluster of values round a core value."""

    kind: Literal["VALUE", "VALUE_CLUSTER"] = "VALUE"
    is_core: bool = False
    core: str = ""
    demonstrators: tuple[str, ...] = ()
    related_values: tuple[str, ...] = ()
    opposing_values: tuple[str, ...] = ()
    values: tuple[EthicalValue, ...] = ()
    elicitations: tuple[Elicitation, ...] = ()


class ValueStatement(Named, frozen=True, kw_only=True):
    """A value epic, narrative or weighting: a sentence with blanks, kept as its keyed parts in the text's order."""

    kind: StatementKind
    stakeholder: Reference | None = None
    parts: tuple[Option, ...] = ()


class ValueRegister(Named, frozen=True, kw_only=True):
    """The values that matter to a context's stakeholders."""

    context: Reference | None = None
    values: tuple[EthicalValue, ...] = ()
    """Values and clusters that stand directly in it."""
    statements: tuple[ValueStatement, ...] = ()
