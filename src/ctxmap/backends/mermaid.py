"""Context maps as Mermaid flowcharts, for where Markdown is shown with pictures (GitHub, GitLab): `maps/<map>.mmd`.

Mermaid has no labels at the ends of a line, so the roles stand above what flows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import MapDiagram, about, all_fields, ends_in_a_line, heading, labels, map_diagrams, one_line
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Connector, Field, Stroke
from ctxmap.drawing.theme import LIGHT, Tone

_INDENT = "    "
_MOST_LINES, _MOST_CHARACTERS = 500, 50_000
"""Mermaid's `maxEdges` and `maxTextSize`, which only the site that shows a diagram can raise."""
_TOO_LARGE = (
    f"%% Too large for Mermaid, which draws at most {_MOST_LINES} lines and reads at most {_MOST_CHARACTERS:,} "
    "characters,\n%% unless maxEdges and maxTextSize are set higher where it is shown. Use a View to draw a part.\n"
)
_ARROWS: dict[Stroke, str] = {"plain": "-->", "sync": "-->", "message": "-.->", "batch": "-.->", "both": "==>"}
_LINES: dict[Stroke, str] = {"plain": "---", "sync": "---", "message": "-.-", "batch": "-.-", "both": "==="}
_MEANS_SOMETHING = re.compile(r"""["#;:&<>%`\\$@~*]|_(?=_)|-(?=-)""")
"""In a label, or anywhere in a line that has one; Mermaid takes `#35;` for the character of that number."""


@backend("*.mmd", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A flowchart for each map and view."""
    for each in map_diagrams(request):
        text = "\n".join(_lines(each)) + "\n"
        if len(text) > _MOST_CHARACTERS or len(each.diagram.connectors) > _MOST_LINES:
            text = text.replace("\nflowchart ", f"\n{_TOO_LARGE}flowchart ", 1)
        yield Artifact(f"{each.path}.mmd", text)


def _lines(drawn: MapDiagram) -> Iterator[str]:
    diagram = drawn.diagram
    yield from ("---", f"title: {_yaml(diagram.title)}", "---")
    yield "flowchart TB" if diagram.direction == "TOP_TO_BOTTOM" else "flowchart LR"
    yield f"{_INDENT}accTitle: {_escaped(diagram.title)}"
    yield f"{_INDENT}accDescr: {_escaped(diagram.description)}"
    for field in diagram.fields:
        yield from _subgraph(drawn, field, _INDENT)
    yield from (f"{_INDENT}{_node(drawn, card)}" for card in drawn.loose)
    yield from (f"{_INDENT}{_edge(drawn, connector)}" for connector in diagram.connectors)
    yield from (f"{_INDENT}{line}" for line in _links(drawn))
    yield from (f"{_INDENT}{line}" for line in _styles(drawn))


def _subgraph(drawn: MapDiagram, field: Field, indent: str) -> Iterator[str]:
    yield f"{indent}subgraph {drawn.identifiers[field.id]}[{_quoted(heading(field))}]"
    yield from (f"{indent}{_INDENT}{_node(drawn, card)}" for card in drawn.on(field))
    for inner in field.fields:
        yield from _subgraph(drawn, inner, indent + _INDENT)
    yield f"{indent}end"


def _node(drawn: MapDiagram, card: Card) -> str:
    label = "<br/>".join((f"<b>{_escaped(card.title)}</b>", *map(_escaped, about(drawn, card))))
    style = ":::foreign" if card.tone == "foreign" else ""
    opened, closed = ("(", ")") if card.sign == "team" else ("[", "]")
    return f'{drawn.identifiers[card.id]}{opened}"{label}"{closed}{style}'


def _edge(drawn: MapDiagram, connector: Connector) -> str:
    arrow = (_LINES if connector.equal else _ARROWS)[connector.stroke]
    label = "<br/>".join(_escaped(line) for line in (ends_in_a_line(connector), *labels(drawn, connector)))
    return f'{drawn.identifiers[connector.tail]} {arrow}|"{label}"| {drawn.identifiers[connector.head]}'


def _links(drawn: MapDiagram) -> Iterator[str]:
    for card in drawn.diagram.cards:
        if url := address(drawn.contexts[card.id].link):
            yield f'click {drawn.identifiers[card.id]} href "{url}"'


def _styles(drawn: MapDiagram) -> Iterator[str]:
    yield f"classDef default {_style(LIGHT.card)}"
    yield f"classDef foreign {_style(LIGHT.foreign)},stroke-dasharray:5 3"
    for field in all_fields(drawn.diagram.fields):
        tone: Tone = getattr(LIGHT, field.tone)
        yield f"style {drawn.identifiers[field.id]} {_style(tone)}"


def _style(tone: Tone) -> str:
    return f"fill:{tone.fill},stroke:{tone.edge},color:{tone.ink}"


def _yaml(text: str) -> str:
    """The only text in which Mermaid takes no numbers for characters, and cuts tags out."""
    return json.dumps(one_line(text).translate({ord("<"): "‹", ord(">"): "›"}), ensure_ascii=False)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    unbroken = one_line(text).replace("\\n", "\\\N{WORD JOINER}n")  # which would be a new line, however it is spelt
    return _MEANS_SOMETHING.sub(lambda found: f"#{ord(found[0])};", unbroken)
