"""Stakeholders, and the values that matter to them."""

from __future__ import annotations

from typing import get_args

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
from ctxmap.vocabulary import CoreValue, StatementKind, ValueAction
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    flag,
    in_order,
    name,
    name_setting,
    quoted,
    refs,
    text_setting,
    written,
)

_STATEMENTS: dict[StatementKind, str] = {
    "VALUE_EPIC": "ValueEpic",
    "VALUE_NARRATIVE": "ValueNarrative",
    "VALUE_WEIGHTING": "ValueWeigthing",  # as CML spells it
}
_BEHAVIOR = "behavior"
"""The last word of the one phrase that ends with a colon, which its key leaves out."""


@written.register
def stakeholders(thing: Stakeholders) -> str:
    head = clauses("Stakeholders", f"of {refs(thing.contexts)}" if thing.contexts else "")
    return declaration(head, map(stakeholder, in_order(thing.stakeholders)))


@written.register
def stakeholder(thing: Stakeholder) -> str:
    keyword = "Stakeholder" if thing.kind == "STAKEHOLDER" else "StakeholderGroup"
    body = [
        name_setting("influence", thing.influence),
        name_setting("interest", thing.interest),
        text_setting("description", thing.description),
        *common(thing),
        *map(stakeholder, thing.members),
    ]
    return declaration(f"{keyword} {name(thing.name)}", body)


@written.register
def value_register(thing: ValueRegister) -> str:
    head = clauses(f"ValueRegister {name(thing.name)}", f"for {refs([thing.context])}" if thing.context else "")
    members = in_order(thing.values, thing.statements)
    return declaration(head, [*common(thing), *map(written, members)], thing.doc)


@written.register
def value(thing: EthicalValue) -> str:
    keyword = "Value" if thing.kind == "VALUE" else "ValueCluster"
    core = name_setting if thing.core in get_args(CoreValue) else text_setting
    body = [
        core("core", thing.core),
        flag("isCore", is_set=thing.is_core),
        *(f"demonstrator = {quoted(each)}" for each in thing.demonstrators),
        *(f"relatedValue = {quoted(each)}" for each in thing.related_values),
        *(f"opposingValue = {quoted(each)}" for each in thing.opposing_values),
        *common(thing),
        *(_elicitation(each) for each in thing.elicitations),
        *map(value, thing.values),
    ]
    return declaration(f"{keyword} {name(thing.name)}", body)


@written.register
def statement(thing: ValueStatement) -> str:
    parts = [_part(each) for each in thing.parts]
    if thing.stakeholder and thing.kind == "VALUE_EPIC":
        parts.insert(0, f"As a {name(thing.stakeholder.name)}")
    elif thing.stakeholder:
        is_opened = bool(thing.parts) and thing.parts[0].value is None  # `In the context of the SOI,`
        parts.insert(int(is_opened), f"stakeholder {name(thing.stakeholder.name)}")
    return declaration(f"{_STATEMENTS[thing.kind]} {name(thing.name)}", [*common(thing), *parts], needs_body=True)


def _part(each: Option) -> str:
    if each.value is None:
        return each.name
    return f"{each.name}{':' if each.name.endswith(_BEHAVIOR) else ''} {quoted(each.value)}"


def _elicitation(each: Elicitation) -> str:
    body = [
        name_setting("priority", each.priority),
        name_setting("impact", each.impact),
        flag("consequences", is_set=bool(each.consequences)),
        *map(_consequence, each.consequences),
    ]
    return declaration(f"Stakeholder {name(each.stakeholder.name)}", body)


def _consequence(each: Consequence) -> str:
    action = ""
    if each.action or each.action_kind:
        kind = each.action_kind if each.action_kind in get_args(ValueAction) else quoted(each.action_kind)
        action = f"action {quoted(each.action)} {kind}"
    return clauses(each.kind, quoted(each.text), action)
