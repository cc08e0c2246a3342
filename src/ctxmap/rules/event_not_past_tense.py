"""An event is a fact: it has happened, and its name says so."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ctxmap.analyses.english import POSSIBLE_VERBS, RARELY_NOUNS, camel_case, is_past, past, singular, words
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import DomainObject, Model
from ctxmap.model.index import aggregates, types
from ctxmap.rules import finding, rule

_TURNS = frozenset(
    ["to", "not", "will", "would", "can", "could", "cannot", "should", "must", "may", "might", "shall", "did", "does"]
)
"""Words after which a base form states a fact: `FailedToDeliver`, `CardWillExpire`."""
_STATES = frozenset(["available", "due", "error", "failure", "missing", "pending", "ready", "success", "timeout"])
"""Last words that make a noun of a verb: `UpdateFailure`."""


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    entities = (each for each in types(model).values() if isinstance(each, DomainObject) and each.kind == "ENTITY")
    things = {_singular(words(each.name)) for each in (*aggregates(model).values(), *entities)}
    for context in model.contexts:
        for event in context.events:
            if better := _in_past_tense(event.name, things):
                yield finding(
                    event,
                    f'event "{event.name}" isn\'t in the past tense',
                    hint=f"say that it has happened: `{better}`",
                )


def _in_past_tense(name: str, things: Set[tuple[str, ...]]) -> str:
    """What an event should be called whose name says what to do; "" for any other."""
    parts = words(name)
    suffix = parts[-1:] if parts[-1:] == ("event",) else ()
    parts = parts[: len(parts) - len(suffix)]
    if not parts or any(map(is_past, parts)) or not _TURNS.isdisjoint(parts):
        return ""
    first, *others = parts
    is_thing = first in POSSIBLE_VERBS and _singular(tuple(others)) in things and (first,) not in things
    if others and (first in RARELY_NOUNS or is_thing) and others[-1] not in _STATES:
        return camel_case([*others, past(first), *suffix])
    return camel_case([*parts[:-1], past(parts[-1]), *suffix]) if parts[-1] in RARELY_NOUNS else ""


def _singular(parts: tuple[str, ...]) -> tuple[str, ...]:
    return (*parts[:-1], singular(parts[-1])) if parts else ()
