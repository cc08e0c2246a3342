"""Context maps as PlantUML, for documents and wikis that draw it: `maps/<map>.puml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import MapDiagram, about, ends, heading, labels, map_diagrams, one_line
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Connector, Field, Stroke
from ctxmap.drawing.theme import LIGHT, Tone

_INDENT = "  "
_ARROWS: dict[Stroke, str] = {
    "plain": "-->",
    "sync": "-->",
    "message": "..>>",
    "batch": "-[dotted]->",
    "both": "-[bold]->",
}
_LINES: dict[Stroke, str] = {"plain": "--", "sync": "--", "message": "..", "batch": "-[dotted]-", "both": "-[bold]-"}
_MEANS_SOMETHING = re.compile(r"""["'<>&\\%$!~#|\[\]{}@^]|([-_*/=.])(?=\1)|(?<=([-_*/=.]))\2""")
"""In a text, in its Creole or to the preprocessor; PlantUML takes `<U+0023>` for the character of that number."""


@backend("*.puml", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A component diagram for each map and view."""
    for each in map_diagrams(request):
        yield Artifact(f"{each.path}.puml", "\n".join(_lines(each)) + "\n")


def _lines(drawn: MapDiagram) -> Iterator[str]:
    diagram = drawn.diagram
    yield "@startuml"
    yield f"title {_escaped(diagram.title)}"
    if diagram.direction != "TOP_TO_BOTTOM":
        yield "left to right direction"
    for field in diagram.fields:
        yield from _rectangle(drawn, field, "")
    yield from (_node(drawn, card) for card in drawn.loose)
    yield from (_edge(drawn, connector) for connector in diagram.connectors)
    yield "@enduml"


def _rectangle(drawn: MapDiagram, field: Field, indent: str) -> Iterator[str]:
    tone: Tone = getattr(LIGHT, field.tone)
    yield f"{indent}rectangle {_quoted(heading(field))} as {drawn.identifiers[field.id]} {_style(tone)} {{"
    yield from (f"{indent}{_INDENT}{_node(drawn, card)}" for card in drawn.on(field))
    for inner in field.fields:
        yield from _rectangle(drawn, inner, indent + _INDENT)
    yield f"{indent}}}"


def _node(drawn: MapDiagram, card: Card) -> str:
    label = "\\n".join((f"**{_escaped(card.title)}**", *map(_escaped, about(drawn, card))))
    style = f"{_style(LIGHT.foreign)};line.dashed" if card.tone == "foreign" else _style(LIGHT.card)
    url = address(drawn.contexts[card.id].link)
    link = f" [[{_escaped_address(url)}]]" if url else ""
    return f'rectangle "{label}" as {drawn.identifiers[card.id]}{link} {style}'


def _edge(drawn: MapDiagram, connector: Connector) -> str:
    arrow = (_LINES if connector.equal else _ARROWS)[connector.stroke]
    tail, head = ends(connector)
    label = "\\n".join(_escaped(line) for line in labels(drawn, connector))
    line = f'{drawn.identifiers[connector.tail]} "{tail}" {arrow} "{head}" {drawn.identifiers[connector.head]}'
    return f"{line} : {label}" if label else line


def _style(tone: Tone) -> str:
    return f"{tone.fill};line:{tone.edge[1:]};text:{tone.ink[1:]}"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _MEANS_SOMETHING.sub(lambda found: f"<U+{ord(found[0]):04X}>", one_line(text))


def _escaped_address(url: str) -> str:
    """An address with what would end it, or means something to the preprocessor, in the way of addresses."""
    return re.sub(r"[%$\[\]!']", lambda found: f"%{ord(found[0]):02X}" if found[0] != "%" else "%", url)
