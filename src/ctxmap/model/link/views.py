"""Views: what they are views of, and what they choose.

A view is of one map, or of a landscape: all maps whose state is the same, apart from maps of teams.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.configuration.selectors import SelectorError, selector
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import ContextMap, LandscapeState, Model, Quoted, Reference, View
from ctxmap.model.link.body import Body, body_of
from ctxmap.model.link.kinds import CONTEXT, MAP
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.selection import selects
from ctxmap.syntax.tree import Declaration, Name, Text
from ctxmap.vocabulary import DETAILS, DIRECTIONS, GROUPINGS

_NAMED_STATES: tuple[LandscapeState, ...] = ("AS_IS", "TO_BE")


class _Subject(msgspec.Struct, frozen=True):
    """What a view is of: a map, or all maps of a state."""

    map: Reference | None
    state: LandscapeState = ""


def view_of(resolver: Resolver, node: Declaration, maps: Sequence[ContextMap]) -> View | None:
    """A view; None where there is nothing that it could be a view of."""
    body = body_of(resolver, node)
    of = body.value("of")
    subject = _named(resolver, of, maps) if isinstance(of, Name) else _only(resolver, node, maps)
    include, exclude = body.refer_all("include", CONTEXT), body.refer_all("exclude", CONTEXT)
    chosen, left_out = _selectors(resolver, body, "include"), _selectors(resolver, body, "exclude")
    if subject is None:
        return None
    return View(
        **body.common(node, resolver.names.declared[node]),
        map=subject.map,
        state=subject.state,
        heading=body.text("title"),
        include=include,
        include_selectors=chosen,
        exclude=exclude,
        exclude_selectors=left_out,
        with_neighbours=body.flag("neighbours"),
        direction=body.choice("direction", DIRECTIONS),
        group_by=body.choice("groupBy", GROUPINGS),
        detail=body.choice("detail", DETAILS),
    )


def empty_selectors(model: Model) -> Iterator[Finding]:
    """The selectors of views that choose no context."""
    for view in model.views:
        for each in (*view.include_selectors, *view.exclude_selectors):
            if not any(selects(model, selector(each.value), context) for context in model.contexts):
                yield Finding(
                    each.at,
                    f'"{each.value}" selects no context',
                    hint="write what one of the contexts has",
                    rule="unknown-reference",
                    severity=Severity.WARNING,
                )


def _named(resolver: Resolver, name: Name, maps: Sequence[ContextMap]) -> _Subject | None:
    if not resolver.exists(name, MAP):
        for state in _NAMED_STATES:
            if name.text == state and state in _landscapes(maps):
                return _Subject(None, state)
    found = resolver.refer(name, MAP)
    return _Subject(found) if found else None


def _only(resolver: Resolver, node: Declaration, maps: Sequence[ContextMap]) -> _Subject | None:
    """The landscape that is meant where the view doesn't name one: the first."""
    landscapes = _landscapes(maps)
    at = node.name or node.keyword
    if not landscapes:
        resolver.report(
            "unknown-reference", at, f'there is no map for the view "{at.text}"', hint="declare a `ContextMap`"
        )
        return None
    state, first = next(iter(landscapes.items()))
    if len(landscapes) > 1:
        resolver.report(
            "ambiguous-reference",
            at,
            f'"{at.text}" may be a view of {len(landscapes)} landscapes',
            hint=f"say which: `View {at.text} of {_example(landscapes)}`",
            related=[("the first one is taken", first[0].at)],
            severity=Severity.WARNING,
        )
    return _Subject(None, state)


def _example(landscapes: dict[LandscapeState, list[ContextMap]]) -> str:
    return next(state or found[0].name or "…" for state, found in landscapes.items())


def _landscapes(maps: Sequence[ContextMap]) -> dict[LandscapeState, list[ContextMap]]:
    """The maps by state, in the order of the text."""
    found: dict[LandscapeState, list[ContextMap]] = {}
    for each in maps:
        if each.type != "ORGANIZATIONAL":
            state = "" if each.state == "UNDEFINED" else each.state
            found.setdefault(state, []).append(each)
    return found


def _selectors(resolver: Resolver, body: Body, key: str) -> tuple[Quoted, ...]:
    texts = [value for value in body.values(key) if isinstance(value, Text)]
    return tuple(Quoted(at=resolver.span(text), value=text.value) for text in texts if _is_selector(resolver, text))


def _is_selector(resolver: Resolver, text: Text) -> bool:
    try:
        selector(text.value)
    except SelectorError as error:
        resolver.report("malformed-value", text, str(error), hint=error.hint)
        return False
    return True
