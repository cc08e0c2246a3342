"""Context maps for draw.io, where they can be moved about and added to: `maps/<map>.drawio`.

Everything stands where the SVG has it. Cards are held by their fields, badges by their cards, and lines by badges, so
that what is moved takes with it what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._maps import MapDiagram, map_diagrams, what_it_is
from ctxmap.backends.drawio.boxes import boxes
from ctxmap.backends.drawio.lines import lines
from ctxmap.drawing.picture import graph
from ctxmap.drawing.svg import element, joined
from ctxmap.layout import lay_out


@backend("*.drawio", on_request=True)
def build(request: Request) -> Iterator[Artifact]:
    """A drawing of one page for each map and view."""
    for each in map_diagrams(request):
        yield Artifact(f"{each.path}.drawio", _file(each))


def _file(drawn: MapDiagram) -> str:
    cards = [replace(card, subtitle=what_it_is(drawn, card), sign="") for card in drawn.diagram.cards]
    diagram = replace(drawn.diagram, cards=tuple(cards))
    layout = lay_out(graph(diagram))
    root = (
        element("mxCell", id="0"),
        element("mxCell", id="1", parent="0"),
        *boxes(drawn, diagram, layout),
        *lines(drawn, layout),
    )
    model = element("mxGraphModel", element("root", joined(root)), grid="0", page="0", adaptiveColors="auto")
    page = element("diagram", model, id=drawn.path, name_=diagram.title)
    return f"{element('mxfile', page)}\n"
