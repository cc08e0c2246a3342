"""Diagram → DOT text, for where there is no Graphviz to ask: whoever has one can draw it. Says so in its first line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.drawing.diagram import Badge, Card, Connector, Diagram, Field
from ctxmap.drawing.text import clean

_WHY = (
    "// ctxmap found no Graphviz to lay this picture out."
    " Install graphviz-pure or dot and build again, or draw this text with any Graphviz."
)
_FRAME = (
    'graph [rankdir=LR newrank=true fontname="Arial"]; node [shape=box style=rounded fontname="Arial"];'
    ' edge [fontname="Arial" fontsize=11];'
)


def dot_text(diagram: Diagram) -> str:
    """The diagram as a plain Graphviz graph: cards as nodes, connectors as edges, fields as clusters."""
    lines = [
        _WHY,
        f"digraph {_quoted(diagram.title)} {{",
        f"  {_FRAME}",
        *_fields(diagram.fields, "  "),
        *(f"  {_node(card)}" for card in diagram.cards),
        *(f"  {_edge(connector)}" for connector in diagram.connectors),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _fields(fields: Sequence[Field], indent: str) -> Iterator[str]:
    for field in fields:
        yield f"{indent}subgraph {_quoted(f'cluster_{field.id}')} {{"
        yield f"{indent}  label={_quoted(field.title)};"
        yield from (f"{indent}  {_quoted(card)};" for card in field.cards)
        yield from _fields(field.fields, indent + "  ")
        yield f"{indent}}}"


def _node(card: Card) -> str:
    style = "rounded,dashed" if card.tone == "foreign" else "rounded"
    return f"{_quoted(card.id)} [label={_quoted(card.title)} style={_quoted(style)}];"


def _edge(connector: Connector) -> str:
    dashes = ' style="dashed"' if connector.stroke == "message" else ""
    direction = " dir=none" if connector.equal else ""
    label = "\n".join(note.text for note in connector.notes)
    return (
        f"{_quoted(connector.tail)} -> {_quoted(connector.head)} [taillabel={_badge(connector.tail_badge)} "
        f"headlabel={_badge(connector.head_badge)} label={_quoted(label)}{dashes}{direction}];"
    )


def _badge(badge: Badge | None) -> str:
    return _quoted(badge.text if badge else "")


def _quoted(text: str) -> str:
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
