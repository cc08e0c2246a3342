"""Context maps as graphs for Graphviz, written and drawn through the package `graphviz`, which does the quoting."""

from __future__ import annotations

from collections.abc import Mapping

from graphviz import Digraph, ExecutableNotFound, escape, nohtml

from ctxmap.backends import NotInstalledError
from ctxmap.backends._maps import MapDiagram, about, ends, heading, labels, one_line
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Connector, Field, Stroke
from ctxmap.drawing.theme import LIGHT, Tone

Attributes = dict[str, str]

NEEDS = "Graphviz (https://graphviz.org/download), with its program `dot` on the PATH"
_FONT = {"fontname": "Arial"}
_STROKES: Mapping[Stroke, Attributes] = {
    "plain": {},
    "sync": {"color": LIGHT.sync, "penwidth": "1.6"},
    "message": {"color": LIGHT.message, "penwidth": "1.6", "style": "dashed", "arrowhead": "vee"},
    "batch": {"color": LIGHT.message, "penwidth": "1.6", "style": "dotted"},
    "both": {"color": LIGHT.sync, "penwidth": "3"},
}


def graph_of(drawn: MapDiagram) -> Digraph:
    """The graph of a map or view: contexts are nodes, subdomains and the like are clusters."""
    diagram = drawn.diagram
    direction = "TB" if diagram.direction == "TOP_TO_BOTTOM" else "LR"
    title = {"label": _text(diagram.title), "labelloc": "t", "fontsize": "19"}
    graph = Digraph(
        _text(diagram.title),
        graph_attr={**title, **_FONT, "rankdir": direction, "ranksep": "1.2", "newrank": "true"},
        node_attr={**_FONT, "fontsize": "12", "shape": "box", "style": "rounded,filled", **_colours(LIGHT.card)},
        edge_attr={**_FONT, "fontsize": "10", "color": LIGHT.plain},
    )
    for field in diagram.fields:
        graph.subgraph(_cluster(drawn, field))
    for card in drawn.loose:
        _add_node(graph, drawn, card)
    for connector in diagram.connectors:
        _add_edge(graph, drawn, connector)
    return graph


def drawing_of(graph: Digraph, backend: str) -> str:
    """The graph as Graphviz draws it, as SVG; raises `NotInstalledError`."""
    try:
        return graph.pipe(format="svg", encoding="utf-8", quiet=True)
    except ExecutableNotFound as error:
        raise NotInstalledError(backend, NEEDS) from error


def _cluster(drawn: MapDiagram, field: Field) -> Digraph:
    tone: Tone = getattr(LIGHT, field.tone)
    look = {"label": _text(heading(field)), "fontsize": "12", "style": "rounded,filled", **_colours(tone)}
    cluster = Digraph(f"cluster_{drawn.identifiers[field.id]}", graph_attr=look)
    for card in drawn.on(field):
        _add_node(cluster, drawn, card)
    for inner in field.fields:
        cluster.subgraph(_cluster(drawn, inner))
    return cluster


def _add_node(graph: Digraph, drawn: MapDiagram, card: Card) -> None:
    attributes: Attributes = {}
    if card.tone == "foreign":
        attributes |= {**_colours(LIGHT.foreign), "style": "rounded,filled,dashed"}
    if card.tooltip:
        attributes["tooltip"] = _text(*card.tooltip.splitlines())
    if url := address(drawn.contexts[card.id].link):
        attributes["URL"] = _text(url)
    graph.node(drawn.identifiers[card.id], label=_text(card.title, *about(drawn, card)), **attributes)


def _add_edge(graph: Digraph, drawn: MapDiagram, connector: Connector) -> None:
    tail, head = ends(connector)
    attributes: Attributes = {
        "taillabel": _text(tail),
        "headlabel": _text(head),
        "labeldistance": _distance(tail, head),
    }
    attributes |= _STROKES[connector.stroke]
    if connector.notes:
        attributes["label"] = _text(*labels(drawn, connector))
    if connector.equal:
        attributes |= {"dir": "none", "color": LIGHT.equal}
    graph.edge(drawn.identifiers[connector.tail], drawn.identifiers[connector.head], **attributes)


def _distance(*labels: str) -> str:
    """How far from the nodes the labels at a line's ends have to be so as not to touch them; Graphviz' default is 1."""
    return f"{0.8 + 0.3 * max(map(len, labels)):.1f}"


def _colours(tone: Tone) -> Attributes:
    return {"fillcolor": tone.fill, "color": tone.edge, "fontcolor": tone.ink}


def _text(*lines: str) -> str:
    """Lines as a plain text: backslashes and entities in them mean nothing, and `<…>` is not HTML."""
    return nohtml(r"\n".join(escape(one_line(line).replace("&", "&amp;")) for line in lines))
