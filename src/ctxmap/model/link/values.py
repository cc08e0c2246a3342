"""Stakeholders, and the values that matter to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ctxmap.model.elements import (
    Consequence,
    Elicitation,
    EthicalValue,
    Option,
    Stakeholder,
    Stakeholders,
    ValueRegister,
    ValueStatement,
)
from ctxmap.model.link.body import Body, body_of, text_of
from ctxmap.model.link.kinds import CONTEXT, STAKEHOLDER
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax.tree import Declaration, Setting, Value
from ctxmap.vocabulary import CONSEQUENCE_KINDS, ConsequenceKind, StatementKind

_STATEMENTS: dict[str, StatementKind] = {
    "ValueEpic": "VALUE_EPIC",
    "ValueNarrative": "VALUE_NARRATIVE",
    "ValueWeigthing": "VALUE_WEIGHTING",
    "ValueWeighting": "VALUE_WEIGHTING",
}
_OF_STATEMENTS = frozenset({"As a", "stakeholder"})
_CONSEQUENCES: dict[str, ConsequenceKind] = {kind: kind for kind in CONSEQUENCE_KINDS}


def stakeholders_of(resolver: Resolver, node: Declaration) -> Stakeholders:
    """The stakeholders of some contexts, or of all."""
    body = body_of(resolver, node)
    return Stakeholders(
        at=resolver.span(node.keyword),
        places=body.places,
        contexts=body.refer_all("of", CONTEXT),
        stakeholders=_stakeholders(resolver, body),
    )


def register_of(resolver: Resolver, node: Declaration) -> ValueRegister:
    """A value register."""
    body = body_of(resolver, node)
    return ValueRegister(
        **body.common(node, resolver.names.declared[node]),
        context=body.refer("for", CONTEXT),
        values=_values(resolver, body, "Value", "ValueCluster"),
        statements=tuple([_statement(resolver, each) for each in body.declarations(*_STATEMENTS)]),
    )


def _stakeholders(resolver: Resolver, body: Body) -> tuple[Stakeholder, ...]:
    return tuple([_stakeholder(resolver, each) for each in body.declarations("Stakeholder", "StakeholderGroup")])


def _stakeholder(resolver: Resolver, node: Declaration) -> Stakeholder:
    body = body_of(resolver, node)
    return Stakeholder(
        **body.common(node, resolver.names.declared[node]),
        kind="STAKEHOLDER" if node.keyword.text == "Stakeholder" else "STAKEHOLDER_GROUP",
        influence=body.text("influence"),
        interest=body.text("interest"),
        description=body.text("description"),
        members=_stakeholders(resolver, body),
    )


def _values(resolver: Resolver, body: Body, *keywords: str) -> tuple[EthicalValue, ...]:
    return tuple([_value(resolver, each) for each in body.declarations(*keywords)])


def _value(resolver: Resolver, node: Declaration) -> EthicalValue:
    body = body_of(resolver, node)
    elicitations = [_elicitation(resolver, each) for each in _elicited(node)]
    return EthicalValue(
        **body.common(node, resolver.names.declared[node]),
        kind="VALUE" if node.keyword.text == "Value" else "VALUE_CLUSTER",
        is_core=body.flag("isCore"),
        core=body.text("core"),
        demonstrators=body.texts("demonstrator"),
        related_values=body.texts("relatedValue"),
        opposing_values=body.texts("opposingValue"),
        values=_values(resolver, body, "Value"),
        elicitations=tuple(each for each in elicitations if each),
    )


def _elicited(node: Declaration) -> Iterator[Declaration]:
    """Inside a value, `Stakeholder S` doesn't declare a stakeholder but names one."""
    for member in node.members:
        if isinstance(member, Declaration) and member.keyword.text in ("Stakeholder", "Stakeholders"):
            yield member


def _elicitation(resolver: Resolver, node: Declaration) -> Elicitation | None:
    stakeholder = resolver.refer(node.name, STAKEHOLDER)
    if stakeholder is None:
        return None
    body = Body(resolver, node.members)
    return Elicitation(
        at=resolver.span(node.name or node.keyword),
        places=body.places,
        stakeholder=stakeholder,
        priority=body.text("priority"),
        impact=body.text("impact"),
        consequences=tuple(_consequences(resolver, node)),
    )


def _consequences(resolver: Resolver, node: Declaration) -> Iterator[Consequence]:
    """`good "x"`, `bad "y"`, each perhaps with an `action "z" ACT` behind it."""
    settings = [member for member in node.members if isinstance(member, Setting)]
    for setting, following in zip_longest(settings, settings[1:]):
        if kind := _CONSEQUENCES.get(setting.key.text):
            action = following.values if following and following.key.text == "action" else ()
            what, how = (*action, None, None)[:2]
            yield Consequence(
                at=resolver.span(setting.key),
                kind=kind,
                text=_first(setting.values),
                action=text_of(what),
                action_kind=text_of(how),
            )


def _statement(resolver: Resolver, node: Declaration) -> ValueStatement:
    body = body_of(resolver, node)
    parts: tuple[Option, ...] = body.options(_OF_STATEMENTS)
    return ValueStatement(
        **body.common(node, resolver.names.declared[node]),
        kind=_STATEMENTS[node.keyword.text],
        stakeholder=resolver.refer(_stakeholder_of(body), STAKEHOLDER),
        parts=parts,
    )


def _stakeholder_of(body: Body) -> Value | None:
    return body.value("As a") or body.value("stakeholder")


def _first(values: Iterable[Value | None]) -> str:
    return text_of(next(iter(values), None))
