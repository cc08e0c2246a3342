"""Context maps as DOT, for any Graphviz and what else reads it: `maps/<map>.dot`."""

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
    "sync": f'color="{LIGHT.sync}" penwidth=1.6',
    "message": f'color="{LIGHT.message}" penwidth=1.6 style=dashed arrowhead=vee',
    "both": f'color="{LIGHT.sync}" penwidth=3',
}
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("&"): "&amp;"}


@backend(on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A graph for each map and view."""
    for each in map_diagrams(request):
        yield Artifact(f"{each.path}.dot", "\n".join(_lines(each)) + "\n")


def _lines(drawn: MapDiagram) -> Iterator[str]:
    diagram = drawn.diagram
    direction = "TB" if diagram.direction == "TOP_TO_BOTTOM" else "LR"
    yield f"digraph {_text(diagram.title)} {{"
    yield f"{_INDENT}graph [label={_text(diagram.title)} labelloc=t fontsize=19]"
    yield f"{_INDENT}graph [rankdir={direction} ranksep=1.2 newrank=true]"
    yield f'{_INDENT}graph [fontname="Arial"]; node [fontname="Arial" fontsize=12]; edge [fontname="Arial" fontsize=10]'
    yield f'{_INDENT}node [shape=box {_colours(LIGHT.card)} style="rounded,filled"]; edge [color="{LIGHT.plain}"]'
    for field in diagram.fields:
        yield from _cluster(drawn, field, _INDENT)
    yield from (f"{_INDENT}{_node(drawn, card)}" for card in drawn.loose)
    yield from (f"{_INDENT}{_edge(drawn, connector)}" for connector in diagram.connectors)
    yield "}"


def _cluster(drawn: MapDiagram, field: Field, indent: str) -> Iterator[str]:
    tone: Tone = getattr(LIGHT, field.tone)
    yield f"{indent}subgraph cluster_{drawn.identifiers[field.id]} {{"
    yield f'{indent}{_INDENT}label={_text(heading(field))} fontsize=12 style="rounded,filled"'
    yield f'{indent}{_INDENT}fillcolor="{tone.fill}" color="{tone.edge}" fontcolor="{tone.ink}"'
    yield from (f"{indent}{_INDENT}{_node(drawn, card)}" for card in drawn.on(field))
    for inner in field.fields:
        yield from _cluster(drawn, inner, indent + _INDENT)
    yield f"{indent}}}"


def _node(drawn: MapDiagram, card: Card) -> str:
    attributes = [f"label={_text(card.title, *about(drawn, card))}"]
    if card.tone == "foreign":
        attributes.append(f'{_colours(LIGHT.foreign)} style="rounded,filled,dashed"')
    if card.tooltip:
        attributes.append(f"tooltip={_text(*card.tooltip.splitlines())}")
    if url := address(drawn.contexts[card.id].link):
        attributes.append(f"URL={_text(url)}")
    return f"{drawn.identifiers[card.id]} [{' '.join(attributes)}]"


def _edge(drawn: MapDiagram, connector: Connector) -> str:
    tail, head = ends(connector)
    attributes = [f"label={_text(*labels(drawn, connector))}"] if connector.notes else []
    attributes += [f"taillabel={_text(tail)} headlabel={_text(head)}", f"labeldistance={_away(tail, head)}"]
    attributes.append(_STROKES[connector.stroke])
    if connector.equal:
        attributes.append(f'dir=none color="{LIGHT.equal}"')
    written = " ".join(part for part in attributes if part)
    return f"{drawn.identifiers[connector.tail]} -> {drawn.identifiers[connector.head]} [{written}]"


def _away(*labels: str) -> str:
    """How far from the nodes the labels at a line's ends stay off them, by default 1."""
    return f"{0.8 + 0.3 * max(map(len, labels)):.1f}"


def _colours(tone: Tone) -> str:
    return f'fillcolor="{tone.fill}" color="{tone.edge}" fontcolor="{tone.ink}"'


def _text(*lines: str) -> str:
    return '"' + "\\n".join(one_line(line).translate(_ESCAPES) for line in lines) + '"'
