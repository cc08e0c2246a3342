"""Stakeholders, and the values that matter to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Literal

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
from ctxmap.model.link.resolver import Here
from ctxmap.syntax.tree import Declaration, Setting, Value

_STATEMENTS: dict[str, Literal["VALUE_EPIC", "VALUE_NARRATIVE", "VALUE_WEIGHTING"]] = {
    "ValueEpic": "VALUE_EPIC",
    "ValueNarrative": "VALUE_NARRATIVE",
    "ValueWeigthing": "VALUE_WEIGHTING",
    "ValueWeighting": "VALUE_WEIGHTING",
}
_OF_STATEMENTS = frozenset({"As a", "stakeholder"})
_CONSEQUENCES: dict[str, Literal["good", "bad", "neutral"]] = {"good": "good", "bad": "bad", "neutral": "neutral"}


def stakeholders_of(here: Here, node: Declaration) -> Stakeholders:
    """The stakeholders of some contexts, or of all."""
    body = body_of(here, node)
    return Stakeholders(
        at=here.span(node.keyword),
        places=body.places,
        contexts=body.refer_all("of", CONTEXT),
        stakeholders=_stakeholders(here, body),
    )


def register_of(here: Here, node: Declaration) -> ValueRegister:
    """A value register."""
    body = body_of(here, node)
    return ValueRegister(
        **body.common(node, here.names.declared[node]),
        context=body.refer("for", CONTEXT),
        values=_values(here, body, "Value", "ValueCluster"),
        statements=tuple([_statement(here, each) for each in body.declarations(*_STATEMENTS)]),
    )


def _stakeholders(here: Here, body: Body) -> tuple[Stakeholder, ...]:
    return tuple([_stakeholder(here, each) for each in body.declarations("Stakeholder", "StakeholderGroup")])


def _stakeholder(here: Here, node: Declaration) -> Stakeholder:
    body = body_of(here, node)
    return Stakeholder(
        **body.common(node, here.names.declared[node]),
        kind="STAKEHOLDER" if node.keyword.text == "Stakeholder" else "STAKEHOLDER_GROUP",
        influence=body.text("influence"),
        interest=body.text("interest"),
        description=body.text("description"),
        members=_stakeholders(here, body),
    )


def _values(here: Here, body: Body, *keywords: str) -> tuple[EthicalValue, ...]:
    return tuple([_value(here, each) for each in body.declarations(*keywords)])


def _value(here: Here, node: Declaration) -> EthicalValue:
    body = body_of(here, node)
    elicitations = [_elicitation(here, each) for each in _elicited(node)]
    return EthicalValue(
        **body.common(node, here.names.declared[node]),
        kind="VALUE" if node.keyword.text == "Value" else "VALUE_CLUSTER",
        is_core=body.flag("isCore"),
        core=body.text("core"),
        demonstrators=body.texts("demonstrator"),
        related_values=body.texts("relatedValue"),
        opposing_values=body.texts("opposingValue"),
        values=_values(here, body, "Value"),
        elicitations=tuple(each for each in elicitations if each),
    )


def _elicited(node: Declaration) -> Iterator[Declaration]:
    """Inside a value, `Stakeholder S` doesn't declare a stakeholder but names one."""
    for member in node.members:
        if isinstance(member, Declaration) and member.keyword.text in ("Stakeholder", "Stakeholders"):
            yield member


def _elicitation(here: Here, node: Declaration) -> Elicitation | None:
    stakeholder = here.refer(node.name, STAKEHOLDER)
    if stakeholder is None:
        return None
    body = Body(here, node.members)
    return Elicitation(
        at=here.span(node.name or node.keyword),
        places=body.places,
        stakeholder=stakeholder,
        priority=body.text("priority"),
        impact=body.text("impact"),
        consequences=tuple(_consequences(here, node)),
    )


def _consequences(here: Here, node: Declaration) -> Iterator[Consequence]:
    """`good "x"`, `bad "y"`, each perhaps with an `action "z" ACT` behind it."""
    settings = [member for member in node.members if isinstance(member, Setting)]
    for setting, following in zip_longest(settings, settings[1:]):
        if kind := _CONSEQUENCES.get(setting.key.text):
            action = following.values if following and following.key.text == "action" else ()
            what, how = (*action, None, None)[:2]
            yield Consequence(
                at=here.span(setting.key),
                kind=kind,
                text=_first(setting.values),
                action=text_of(what),
                action_kind=text_of(how),
            )


def _statement(here: Here, node: Declaration) -> ValueStatement:
    body = body_of(here, node)
    parts: tuple[Option, ...] = body.options(_OF_STATEMENTS)
    return ValueStatement(
        **body.common(node, here.names.declared[node]),
        kind=_STATEMENTS[node.keyword.text],
        stakeholder=here.refer(_stakeholder_of(body), STAKEHOLDER),
        parts=parts,
    )


def _stakeholder_of(body: Body) -> Value | None:
    return body.value("As a") or body.value("stakeholder")


def _first(values: Iterable[Value | None]) -> str:
    return text_of(next(iter(values), None))
