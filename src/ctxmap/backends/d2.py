"""Context maps as D2, for those who draw with its layout engines and themes: `maps/<map>.d2`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import MapDiagram, about, ends, heading, labels, map_diagrams, one_line
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Connector, Field, Stroke
from ctxmap.drawing.theme import LIGHT, Tone

_INDENT = "  "
_STROKES: dict[Stroke, str] = {
    "plain": "",
    "sync": "",
    "message": "stroke-dash: 4",
    "batch": "stroke-dash: 2",
    "both": "stroke-width: 4",
}
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("$"): "\\$"}


@backend("*.d2", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A diagram for each map and view."""
    for each in map_diagrams(request):
        yield Artifact(f"{each.path}.d2", "\n".join(_lines(each)) + "\n")


def _lines(drawn: MapDiagram) -> Iterator[str]:
    diagram = drawn.diagram
    yield f"direction: {'down' if diagram.direction == 'TOP_TO_BOTTOM' else 'right'}"
    yield f"title: {_text(diagram.title)} {{shape: text; near: top-center; style: {{font-size: 28; bold: true}}}}"
    for field in diagram.fields:
        yield from _container(drawn, field, "")
    for card in drawn.loose:
        yield from _node(drawn, card, "")
    for connector in diagram.connectors:
        yield from _edge(drawn, connector)


def _container(drawn: MapDiagram, field: Field, indent: str) -> Iterator[str]:
    yield f"{indent}{drawn.identifiers[field.id]}: {_text(heading(field))} {{"
    yield f"{indent}{_INDENT}style: {{{_colours(getattr(LIGHT, field.tone))}}}"
    for card in drawn.on(field):
        yield from _node(drawn, card, indent + _INDENT)
    for inner in field.fields:
        yield from _container(drawn, inner, indent + _INDENT)
    yield f"{indent}}}"


def _node(drawn: MapDiagram, card: Card, indent: str) -> Iterator[str]:
    style = f"{_colours(LIGHT.foreign)}; stroke-dash: 4" if card.tone == "foreign" else _colours(LIGHT.card)
    url = address(drawn.contexts[card.id].link)
    yield f"{indent}{drawn.identifiers[card.id]}: {_text(card.title, *about(drawn, card))} {{"
    yield f"{indent}{_INDENT}style: {{{style}}}"
    if url:
        yield f"{indent}{_INDENT}link: {_text(url)}"
    yield f"{indent}}}"


def _edge(drawn: MapDiagram, connector: Connector) -> Iterator[str]:
    arrow = "--" if connector.equal else "->"
    tail, head = ends(connector)
    yield f"{drawn.paths[connector.tail]} {arrow} {drawn.paths[connector.head]}: {_text(*labels(drawn, connector))} {{"
    yield f"{_INDENT}source-arrowhead: {_text(tail)}"
    yield f"{_INDENT}target-arrowhead: {_text(head)}"
    if style := _STROKES[connector.stroke]:
        yield f"{_INDENT}style: {{{style}}}"
    yield "}"


def _colours(tone: Tone) -> str:
    return f'fill: "{tone.fill}"; stroke: "{tone.edge}"; font-color: "{tone.ink}"'


def _text(*lines: str) -> str:
    return '"' + "\\n".join(one_line(line).translate(_ESCAPES) for line in lines) + '"'
