"""Pictures as SVG that we draw ourselves: one file a kind of picture in `pictures/`, found by walking that folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ctxmap.backends import Artifact, Request, backend
from ctxmap.backends._cores import cores, shared
from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.grid import GridDiagram, grid_picture
from ctxmap.drawing.picture import picture
from ctxmap.drawing.sequence import SequenceDiagram, sequence_picture
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.pictures.kinds import Picture, pictures
from ctxmap.pictures.scene import Scene, scene_of

_MOST_KNOWN = 1000
_WORTH_SHARING = 300
"""Cards and lines in all diagrams together, from which on processes save more time than they take."""
_Any = Diagram | SequenceDiagram | GridDiagram


@backend("*.svg")
def build(request: Request) -> Iterator[Artifact]:
    """Every diagram that there is something to show on, kind by kind."""
    found = list(pictures(scene(request)))
    draw_ahead(found, request.theme)
    for each in found:
        yield Artifact(f"{each.path}.svg", drawn(each, request.theme))


def scene(request: Request) -> Scene:
    """What the diagrams of a request are drawn from."""
    return scene_of(request.model, request.diagnostics, request.configuration.diagrams, request.theme)


_known: dict[tuple[_Any, Theme], str] = {}
"""What has been drawn already: a diagram is drawn once, however many backends ask for it."""


def drawn(each: Picture, theme: Theme = DEFAULT) -> str:
    """A picture as an SVG document."""
    key = each.diagram, theme
    if key not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = _draw(each.diagram, theme)
    return _known[key]


def draw_ahead(found: Sequence[Picture], theme: Theme) -> None:
    """Draw what will be asked for on all cores, where that saves time."""
    wanted = {each.diagram: None for each in found if (each.diagram, theme) not in _known}
    largest_first = sorted(wanted, key=_weight, reverse=True)
    if sum(map(_weight, wanted)) < _WORTH_SHARING or len(wanted) > _MOST_KNOWN or cores() == 1:
        return
    texts = shared(partial(_draw, theme=theme), largest_first)
    _known.update(zip(((diagram, theme) for diagram in largest_first), texts, strict=False))


def forget() -> None:
    """Draw everything anew from here on."""
    _known.clear()


def _draw(diagram: _Any, theme: Theme) -> str:
    match diagram:
        case SequenceDiagram():
            return sequence_picture(diagram, theme)
        case GridDiagram():
            return grid_picture(diagram, theme)
        case Diagram():
            return picture(diagram, theme)


def _weight(diagram: _Any) -> int:
    """About how much there is to be laid out."""
    return len(diagram.cards) + len(diagram.connectors) if isinstance(diagram, Diagram) else 0
