"""All that is on context maps as LikeC4, for its interactive pages: `maps.c4`.

LikeC4 reads all files of a folder as one model, of which maps and views are views. A relationship has its map's tag,
so that a view shows what its own map says. One with itself, which is an error in a map, LikeC4 doesn't take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import (
    Chart,
    MapDiagram,
    ends_in_a_line,
    flows,
    identifiers,
    landscape,
    map_diagrams,
    one_line,
    purpose,
)
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Connector, Field
from ctxmap.model.elements import Relationship

_INDENT = "  "
_SPECIFICATION = """\
  element area { style { color muted } }
  element core { style { color amber } }
  element supporting { style { color green } }
  element generic { style { color slate } }
  element context
  element feature
  element application
  element system
  element team { style { shape person } }
  element bff { style { shape component } }
  element frontend { style { shape browser } }
  element external { style { color gray; border dashed } }
  element legacy { style { color gray; border dashed } }
  relationship plain { line solid; head normal }
  relationship sync { line solid; head normal }
  relationship message { line dashed; head open }
  relationship batch { line dotted; head normal }
  relationship both { line solid; head diamond }
  relationship equal { line solid; head none; color indigo }"""
_ESCAPES = {ord("\\"): "\\\\", ord("'"): "\\'"}


class _Sheet(msgspec.Struct, frozen=True):
    """What the lines of the file are made from."""

    chart: Chart
    maps: Sequence[MapDiagram]
    tags: dict[str, str]
    """For each tag and map, what it is called here."""


@backend("maps.c4", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A model with all maps and views, if there is a map."""
    if maps := list(map_diagrams(request)):
        chart = landscape(request)
        sheet = _Sheet(chart, maps, identifiers(_tags(chart, maps)))
        yield Artifact("maps.c4", "\n".join(_lines(sheet)) + "\n")


def _tags(chart: Chart, maps: Sequence[MapDiagram]) -> Iterator[str]:
    yield from dict.fromkeys(_map_tag(each) for each in maps)
    tagged = [
        *(chart.contexts[card] for card in chart.cards),
        *(each for drawn in maps for _, each in drawn.relationships),
    ]
    yield from dict.fromkeys(f"tag-{tag}" for thing in tagged for tag in thing.tags)


def _map_tag(drawn: MapDiagram) -> str:
    return f"map-{drawn.context_map.qualified_name}"


def _lines(sheet: _Sheet) -> Iterator[str]:
    yield from ("specification {", _SPECIFICATION, *(f"{_INDENT}tag {tag}" for tag in sheet.tags.values()), "}")
    yield "model {"
    for field in sheet.chart.diagram.fields:
        yield from _area(sheet, field, _INDENT)
    for card in sheet.chart.loose:
        yield from _element(sheet, card, _INDENT)
    for drawn in sheet.maps:
        if drawn.path.startswith("maps/"):
            yield from _relationships(sheet, drawn)
    yield "}"
    yield "views {"
    for name, drawn in zip(identifiers(each.path for each in sheet.maps).values(), sheet.maps, strict=True):
        yield from _view(sheet, name, drawn)
    yield "}"


def _area(sheet: _Sheet, field: Field, indent: str) -> Iterator[str]:
    yield f"{indent}{sheet.chart.identifiers[field.id]} = {field.tone} {_quoted(field.title)} {{"
    if field.tooltip:
        yield f"{indent}{_INDENT}description {_quoted(field.tooltip)}"
    for card in sheet.chart.on(field):
        yield from _element(sheet, card, indent + _INDENT)
    for inner in field.fields:
        yield from _area(sheet, inner, indent + _INDENT)
    yield f"{indent}}}"


def _element(sheet: _Sheet, card: Card, indent: str) -> Iterator[str]:
    context = sheet.chart.contexts[card.id]
    yield f"{indent}{sheet.chart.identifiers[card.id]} = {card.sign or 'context'} {_quoted(card.title)} {{"
    yield from (f"{indent}{_INDENT}#{sheet.tags[f'tag-{tag}']}" for tag in dict.fromkeys(context.tags))
    if lines := purpose(card):
        yield f"{indent}{_INDENT}description {_quoted(*lines)}"
    if context.implementation_technology:
        yield f"{indent}{_INDENT}technology {_quoted(context.implementation_technology)}"
    if url := address(context.link):
        yield f"{indent}{_INDENT}link {url}"
    if card.footer:
        yield f"{indent}{_INDENT}metadata {{ owner {_quoted(card.footer)} }}"
    yield f"{indent}}}"


def _relationships(sheet: _Sheet, drawn: MapDiagram) -> Iterator[str]:
    for connector, relationship in drawn.relationships:
        if connector.tail != connector.head:
            yield from _relationship(sheet, drawn, connector, relationship)


def _relationship(sheet: _Sheet, drawn: MapDiagram, connector: Connector, relationship: Relationship) -> Iterator[str]:
    kind = "equal" if connector.equal else connector.stroke
    tail, head = (sheet.chart.paths[card] for card in (connector.tail, connector.head))
    yield f"{_INDENT}{tail} -[{kind}]-> {head} {_quoted(ends_in_a_line(connector), *flows(drawn, connector))} {{"
    tags = [_map_tag(drawn), *dict.fromkeys(f"tag-{tag}" for tag in relationship.tags)]
    yield from (f"{_INDENT * 2}#{sheet.tags[tag]}" for tag in tags)
    if relationship.implementation_technology:
        yield f"{_INDENT * 2}technology {_quoted(relationship.implementation_technology)}"
    if connector.tooltip:
        yield f"{_INDENT * 2}description {_quoted(*connector.tooltip.splitlines())}"
    if url := address(relationship.link):
        yield f"{_INDENT * 2}link {url}"
    yield f"{_INDENT}}}"


def _view(sheet: _Sheet, name: str, drawn: MapDiagram) -> Iterator[str]:
    yield f"{_INDENT}view {name} {{"
    yield f"{_INDENT * 2}title {_quoted(drawn.diagram.title)}"
    yield f"{_INDENT * 2}description {_quoted(*drawn.diagram.description.splitlines())}"
    yield from (f"{_INDENT * 2}include {path}" for path in _shown(sheet, drawn))
    yield f"{_INDENT * 2}exclude * -> * where tag is not #{sheet.tags[_map_tag(drawn)]}"
    yield f"{_INDENT * 2}autoLayout {'TopBottom' if drawn.diagram.direction == 'TOP_TO_BOTTOM' else 'LeftRight'}"
    yield f"{_INDENT}}}"


def _shown(sheet: _Sheet, drawn: MapDiagram) -> Iterator[str]:
    """What a view shows: its contexts, and what they stand in."""
    paths: dict[str, None] = {}
    for card in drawn.cards:
        parts = sheet.chart.paths[card].split(".")
        paths |= {".".join(parts[: i + 1]): None for i in range(len(parts))}
    return iter(paths)


def _quoted(*lines: str) -> str:
    written = "\n".join(one_line(line).translate(_ESCAPES) for line in lines)
    return f"'{written}'"
