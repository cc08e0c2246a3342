"""A relationship breaks a rule that the team has configured with `[[forbid]]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ctxmap.analyses.communication.dependencies import dependencies
from ctxmap.configuration import DEFAULT, Configuration, Forbidden, selectors
from ctxmap.configuration.selectors import ANY, Condition, Selector
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Relationship, Side
from ctxmap.model.index import contexts
from ctxmap.model.selection import meets, selected
from ctxmap.rules import finding, rule

_ATTRIBUTES = {"tag": "tags", "type": "type"}
"""Where a context says what a selector looks for."""


@rule(Severity.ERROR, DEFAULT)
def check(model: Model, configuration: Configuration) -> Iterator[Finding]:
    for entry in configuration.forbid:
        depending = selected(model, map(selectors.selector, _several(entry.from_)))
        depended_on = selected(model, map(selectors.selector, _several(entry.to)))
        conditions = list(map(selectors.condition, _several(entry.unless)))
        for relationship in model.relationships:
            if not any(meets(relationship, each) for each in conditions):
                yield from _found(model, relationship, entry, depending, depended_on)


def _found(
    model: Model,
    relationship: Relationship,
    entry: Forbidden,
    depending: Mapping[str, Selector],
    depended_on: Mapping[str, Selector],
) -> Iterator[Finding]:
    for side, other in dependencies(relationship):
        if side.context in depending and other.context in depended_on:
            picked = depending[side.context], depended_on[other.context]
            yield _forbidden(side, other, entry, picked, [contexts(model)[each.context] for each in (side, other)])


def _forbidden(
    side: Side,
    other: Side,
    entry: Forbidden,
    picked: tuple[Selector, Selector],
    ends: Iterable[BoundedContext],
) -> Finding:
    why = f": {entry.message}" if entry.message else f", which is forbidden from `{picked[0]}` to `{picked[1]}`"
    return finding(
        side,
        f'"{side.context}" depends on "{other.context}"{why}',
        hint=_hint(list(map(selectors.condition, _several(entry.unless)))),
        related=[
            (f'"{context.name}" matches `{selector}`', context.place(_ATTRIBUTES.get(selector.kind, "")))
            for context, selector in zip(ends, picked, strict=True)
            if selector.kind != ANY
        ],
        severity=Severity[entry.severity.upper()] if entry.severity else None,
    )


def _hint(conditions: Iterable[Condition]) -> str:
    allowed = " or ".join(f"`{each}`" for each in conditions)
    instead = "remove the relationship, or put a context between the two"
    return f"allowed with {allowed}; otherwise {instead}" if allowed else instead


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
