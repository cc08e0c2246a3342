"""What ctxmap has to say of a map: all of it by severity with the places, and of one context what it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.analyses.extents import extent, holds
from ctxmap.documents.links import Links
from ctxmap.documents.page import Block, Blocks, Text, code, prose, section, table, text, words
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model, Relationship
from ctxmap.text.source import Span

_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Remarks"}
_Place = BoundedContext | tuple[ContextMap, Relationship]


class Found(msgspec.Struct, frozen=True, eq=False):
    """The findings in the files of a model, in their order, each with the context or relationship it stands in."""

    all: Sequence[tuple[Diagnostic, _Place | None]]
    of_contexts: Mapping[str, Sequence[Diagnostic]]
    """By a context's name: what stands in it, or in a relationship of it."""


def found(model: Model, diagnostics: Sequence[Diagnostic]) -> Found:
    """Of a workspace's findings those of this model."""
    paths = {element.at.path for element in (*model.maps, *model.contexts, *model.domains, *model.transactions)}
    here = [each for each in diagnostics if each.at.path in paths]
    placed = list(_placed(model, here)) if here else []
    of_contexts: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic, place in placed:
        for name in _contexts(place):
            of_contexts[name].append(diagnostic)
    return Found(placed, of_contexts)


def findings_by_severity(links: Links, given: Found) -> Iterator[Block]:
    """A section for each severity, the worst first."""
    for severity, title in _TITLES.items():
        rows = [
            (prose(each.message), prose(each.hint), _where(links, place), text(code(each.rule)))
            for each, place in given.all
            if each.severity == severity
        ]
        yield from section(3, title, table(("Finding", "What to do", "Where", "Rule"), _once(rows, 0)))


def findings_of(given: Found, context: BoundedContext) -> Blocks:
    """What is to be said of a context, the worst first."""
    diagnostics = given.of_contexts.get(context.qualified_name, ())
    worst_first = sorted(diagnostics, key=lambda each: each.severity, reverse=True)
    rows = [
        (text(str(each.severity)), prose(each.message), prose(each.hint), text(code(each.rule))) for each in worst_first
    ]
    return table(("Severity", "Finding", "What to do", "Rule"), _once(rows, 1))


def _once(rows: Sequence[tuple[Text, ...]], message: int) -> Iterator[tuple[Text, ...]]:
    """Rows that are alike as one, which says in the message's cell how many they are."""
    for row, number in Counter(rows).items():
        times = f" ({number} times)" if number > 1 else ""
        yield (*row[:message], text(row[message], times), *row[message + 1 :])


def _placed(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, _Place | None]]:
    places: defaultdict[str, list[tuple[Span, _Place]]] = defaultdict(list)
    for whole, place in _places(model):
        places[whole.path].append((whole, place))
    for path, of_file in places.items():
        places[path] = sorted(of_file, key=lambda each: each[0].start)
    for diagnostic in diagnostics:
        of_file = places.get(diagnostic.at.path, [])
        number = bisect_right(of_file, diagnostic.at.start, key=lambda each: each[0].start) - 1
        is_inside = number >= 0 and holds(of_file[number][0], diagnostic.at)
        yield diagnostic, of_file[number][1] if is_inside else None


def _places(model: Model) -> Iterator[tuple[Span, _Place]]:
    """Where contexts and relationships stand in the text; none of them in another one."""
    yield from ((extent(context), context) for context in model.contexts)
    for context_map in model.maps:
        yield from ((extent(each), (context_map, each)) for each in context_map.relationships)


def _contexts(place: _Place | None) -> Iterable[str]:
    if isinstance(place, BoundedContext):
        return (place.qualified_name,)
    return dict.fromkeys(side.context for side in place[1].sides) if place else ()


def _where(links: Links, place: _Place | None) -> Text:
    if place is None or isinstance(place, BoundedContext):
        return links.context(place.qualified_name) if place else ()
    context_map, relationship = place
    joint = " – " if relationship.is_symmetric else " → "
    known = index.contexts(links.model)
    sides = joint.join(words(known[side.context].title) for side in relationship.sides)
    return links.relationship(context_map, relationship, sides)
