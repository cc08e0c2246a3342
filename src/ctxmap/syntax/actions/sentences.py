"""The constructs that read like sentences: flows, features, user stories, values, steps."""

from __future__ import annotations

from typing import Any

import msgspec

from ctxmap.syntax.actions.values import is_list, start_of, string, word, words
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tree import Feature, FlowStep, Name, Setting, Step, Text, Transition


class FeatureStart(msgspec.Struct):
    """The beginning of a feature: `create an "Order"`."""

    verb: Name | Text
    entity: Text
    start: int


class FlowStepStart(msgspec.Struct):
    """The beginning of a step of a flow: `command PlaceOrder [initiated by "customer"]`."""

    kind: Name
    subject: Name
    actor: Text | None
    start: int


class AttributePiece(msgspec.Struct):
    """A string between two commas of a use case's interactions: one more attribute of the feature before it."""

    attribute: Text
    container: Text | None
    end: int


class Results(msgspec.Struct):
    """What a step of a flow leads to, and what joins several."""

    names: list[Name]
    operator: Name | None


# ---- Flows, coordinations, transactions ----------------------------------------------------------------------------


def flow_action(t: Tokens, v: list[Any], _: int) -> FlowStepStart:
    kind = word(t, v[0])
    return FlowStepStart(kind, word(t, v[1]), string(t, v[5]) if len(v) > 2 else None, kind.start)


def producing_step(t: Tokens, v: list[Any], _: int) -> FlowStep:
    begun: FlowStepStart = v[0]
    aggregate: Name | None = None
    transition: Transition | None = None
    if len(v) == 5:
        aggregate, transition = v[1]
    results = _results(v[-1])
    return FlowStep(
        begun.kind,
        (begun.subject,),
        begun.actor,
        aggregate,
        transition,
        word(t, v[-2]),
        tuple(results.names),
        results.operator,
        begun.start,
        results.names[-1].end,
    )


def triggering_step(t: Tokens, v: list[Any], _: int) -> FlowStep:
    kind, results = word(t, v[0]), _results(v[-1])
    return FlowStep(
        kind,
        tuple(v[1]),
        None,
        None,
        None,
        word(t, v[3]),
        tuple(results.names),
        results.operator,
        kind.start,
        results.names[-1].end,
    )


def delegation(t: Tokens, v: list[Any], _: int) -> tuple[Name, Transition | None]:
    return word(t, v[2]), v[3] if len(v) == 4 else None


def _results(value: Any) -> Results:
    return value if isinstance(value, Results) else Results(value, None)


def joined_names(t: Tokens, v: list[Any], _: int) -> Results:
    return Results([word(t, v[0]), word(t, v[2])], word(t, v[1]))


def more_joined_names(t: Tokens, v: list[Any], _: int) -> Results:
    v[0].names.append(word(t, v[2]))
    return v[0]


def coordination_step(t: Tokens, v: list[Any], _: int) -> Step:
    operation = word(t, v[0])
    return Step(operation, (), None, operation.start, operation.end)


def step(t: Tokens, v: list[Any], end: int) -> Step:
    options: tuple[Setting, ...] = tuple(v[2]) if len(v) > 2 else ()
    return Step(word(t, v[1]), options, None, start_of(t, v[0]), t.ends[end - 1])


# ---- User requirements ---------------------------------------------------------------------------------------------


def action(t: Tokens, v: list[Any], _: int) -> FeatureStart:
    return FeatureStart(v[0], string(t, v[-1]), v[0].start)


def wanted_action(t: Tokens, v: list[Any], _: int) -> FeatureStart:
    return FeatureStart(v[3], string(t, v[-1]), start_of(t, v[0]))


def container(t: Tokens, v: list[Any], _: int) -> Text:
    return string(t, v[-1])


def feature(t: Tokens, v: list[Any], end: int) -> Feature:
    """An action, then (with its) strings and the container, each only if it is there."""
    begun: FeatureStart = v[0]
    attributes: tuple[Text, ...] = ()
    container_: Text | None = v[-1] if isinstance(v[-1], Text) else None
    if len(v) > 2:
        attributes = tuple(v[2]) if is_list(v[2]) else (string(t, v[2]),)
    return Feature(begun.verb, begun.entity, attributes, container_, begun.start, t.ends[end - 1])


def attribute_piece(t: Tokens, v: list[Any], end: int) -> AttributePiece:
    return AttributePiece(string(t, v[0]), v[1] if len(v) == 2 else None, t.ends[end - 1])


def interactions(t: Tokens, v: list[Any], _: int) -> list[Setting | Feature]:
    key = word(t, v[0])
    members: list[Setting | Feature] = [Setting(key, (), False, key.start, key.end)]
    for piece in v[-1]:
        if isinstance(piece, Feature):
            members.append(piece)
        elif isinstance(before := members[-1], Feature):
            attributes = (*before.attributes, piece.attribute)
            members[-1] = msgspec.structs.replace(
                before, attributes=attributes, container=piece.container, end=piece.end
            )
    return members


def use_case_body(_: Tokens, v: list[Any], __: int) -> tuple[Any, ...]:
    members: list[Any] = []
    for member in v[1] if len(v) == 3 else ():
        members += member if isinstance(member, list) else (member,)
    return tuple(members)


def as_a(t: Tokens, v: list[Any], _: int) -> Setting:
    return _key_and(string(t, v[2]), words(t, v[0], v[1], "As a"))


def so_that(t: Tokens, v: list[Any], _: int) -> Setting:
    return _key_and(string(t, v[2]), words(t, v[0], v[1], "so that"))


def split_by(t: Tokens, v: list[Any], _: int) -> Setting:
    return _key_and(word(t, v[2]), words(t, v[0], v[1], "split by"))


def promotes(t: Tokens, v: list[Any], end: int) -> Setting:
    return Setting(words(t, v[0], v[1], "promotes"), tuple(v[2]), False, start_of(t, v[0]), t.ends[end - 1])


def harms(t: Tokens, v: list[Any], end: int) -> Setting:
    return Setting(words(t, v[0], v[1], "harms"), tuple(v[2]), False, start_of(t, v[0]), t.ends[end - 1])


# ---- Values --------------------------------------------------------------------------------------------------------


def as_a_stakeholder(t: Tokens, v: list[Any], _: int) -> Setting:
    return _key_and(word(t, v[2]), words(t, v[0], v[1], "As a"))


def action_with_kind(t: Tokens, v: list[Any], _: int) -> Setting:
    kind = word(t, v[2])
    return Setting(word(t, v[0]), (string(t, v[1]), kind), False, start_of(t, v[0]), kind.end)


def action_with_text(t: Tokens, v: list[Any], _: int) -> Setting:
    kind = string(t, v[2])
    return Setting(word(t, v[0]), (string(t, v[1]), kind), False, start_of(t, v[0]), kind.end)


def _key_and(value: Name | Text, key: Name) -> Setting:
    return Setting(key, (value,), False, key.start, value.end)
