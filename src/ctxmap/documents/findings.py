"""The findings of a model as tables: all of them by severity, and those of one context."""

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

_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Information"}
_Location = BoundedContext | tuple[ContextMap, Relationship]


class LocatedFindings(msgspec.Struct, frozen=True, eq=False):
    """The findings in the files of a model, in their order, each with the context or relationship that it is in."""

    all: Sequence[tuple[Diagnostic, _Location | None]]
    of_contexts: Mapping[str, Sequence[Diagnostic]]
    """By a context's name: the findings in it and in its relationships."""


def locate_findings(model: Model, diagnostics: Sequence[Diagnostic]) -> LocatedFindings:
    """Those findings of a workspace that are in the files of a model."""
    paths = {element.at.path for element in (*model.maps, *model.contexts, *model.domains, *model.transactions)}
    own = [each for each in diagnostics if each.at.path in paths]
    located = list(_located(model, own)) if own else []
    of_contexts: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic, location in located:
        for name in _contexts(location):
            of_contexts[name].append(diagnostic)
    return LocatedFindings(located, of_contexts)


def findings_by_severity(links: Links, findings: LocatedFindings) -> Iterator[Block]:
    """A section for each severity, the worst first."""
    for severity, title in _TITLES.items():
        rows = [
            (prose(each.message), prose(each.hint), _where(links, location), text(code(each.rule)))
            for each, location in findings.all
            if each.severity == severity
        ]
        yield from section(3, title, table(("Finding", "What to do", "Where", "Rule"), _counted(rows, 0)))


def findings_of(findings: LocatedFindings, context: BoundedContext) -> Blocks:
    """The findings of a context, the worst first."""
    diagnostics = findings.of_contexts.get(context.qualified_name, ())
    worst_first = sorted(diagnostics, key=lambda each: each.severity, reverse=True)
    rows = [
        (text(str(each.severity)), prose(each.message), prose(each.hint), text(code(each.rule))) for each in worst_first
    ]
    return table(("Severity", "Finding", "What to do", "Rule"), _counted(rows, 1))


def _counted(rows: Sequence[tuple[Text, ...]], message: int) -> Iterator[tuple[Text, ...]]:
    """Equal rows as one row, with their number in the cell of the message."""
    for row, number in Counter(rows).items():
        times = f" ({number} times)" if number > 1 else ""
        yield (*row[:message], text(row[message], times), *row[message + 1 :])


def _located(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, _Location | None]]:
    locations: defaultdict[str, list[tuple[Span, _Location]]] = defaultdict(list)
    for whole, location in _locations(model):
        locations[whole.path].append((whole, location))
    for path, of_file in locations.items():
        locations[path] = sorted(of_file, key=lambda each: each[0].start)
    for diagnostic in diagnostics:
        of_file = locations.get(diagnostic.at.path, [])
        number = bisect_right(of_file, diagnostic.at.start, key=lambda each: each[0].start) - 1
        is_inside = number >= 0 and holds(of_file[number][0], diagnostic.at)
        yield diagnostic, of_file[number][1] if is_inside else None


def _locations(model: Model) -> Iterator[tuple[Span, _Location]]:
    """The extents of contexts and relationships in the text; none is inside another."""
    yield from ((extent(context), context) for context in model.contexts)
    for context_map in model.maps:
        yield from ((extent(each), (context_map, each)) for each in context_map.relationships)


def _contexts(location: _Location | None) -> Iterable[str]:
    if isinstance(location, BoundedContext):
        return (location.qualified_name,)
    return dict.fromkeys(side.context for side in location[1].sides) if location else ()


def _where(links: Links, location: _Location | None) -> Text:
    if location is None or isinstance(location, BoundedContext):
        return links.context(location.qualified_name) if location else ()
    context_map, relationship = location
    arrow = " – " if relationship.is_symmetric else " → "
    known = index.contexts(links.model)
    sides = arrow.join(words(known[side.context].title) for side in relationship.sides)
    return links.relationship(context_map, relationship, sides)
