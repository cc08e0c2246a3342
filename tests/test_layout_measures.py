"""How good the layout is, in numbers: crossings against plain dot, what a small edit moves, how often lines bend."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from statistics import median

import pytest
from msgspec.structs import replace

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths
from ctxmap.drawing.diagram import Diagram, Field
from ctxmap.drawing.picture import graph
from ctxmap.layout import Frame, Layout, Point, lay_out
from ctxmap.layout.check import bends, crossings
from ctxmap.model.elements import Model
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.scene import scene_of
from plain_dot import crossings_of_dot

SAMPLES = (
    "samples/first-map.cml",
    "samples/payment.cml",
    "samples/shop/as-is.cml",
    "samples/shop/to-be.cml",
    "samples/shop-zh/as-is.cml",
    "samples/shop-zh/to-be.cml",
    "samples/insurance",
    "docs/ctxmap.cml",
)


def diagrams(model: Model) -> list[Diagram]:
    return [context_map_diagram(scene_of(model), each) for each in model.maps]


@pytest.fixture(params=SAMPLES)
def drawn(request: pytest.FixtureRequest) -> list[Diagram]:
    return [each for model in compile_paths([CHECKOUT / request.param]).models for each in diagrams(model)]


def test_samples_have_no_more_crossings_than_plain_dot_draws(drawn: list[Diagram]):
    for diagram in drawn:
        assert crossings(on_a_wall(diagram)) <= crossings_of_dot(graph(diagram))


def test_text_that_can_be_read_on_a_page_costs_few_crossings(drawn: list[Diagram]):
    for diagram in drawn:
        assert crossings(lay_out(graph(diagram))) <= crossings(on_a_wall(diagram)) + len(diagram.connectors) / 8


def on_a_wall(diagram: Diagram) -> Layout:
    """The layout where there is room for anything, as dot assumes."""
    return lay_out(replace(graph(diagram), frame=Frame(width=inf, height=inf)))


def test_real_maps_have_no_more_crossings_than_plain_dot_draws(corpus_file: CorpusFile):
    for model in compile_paths([corpus_file.path]).models:
        for diagram in diagrams(model):
            assert crossings(on_a_wall(diagram)) <= crossings_of_dot(graph(diagram))


def test_lines_of_samples_bend_little(drawn: list[Diagram]):
    for diagram in drawn:
        assert bends(lay_out(graph(diagram))) <= 3.2 * len(diagram.connectors)


@pytest.mark.parametrize("drawn", [each for each in SAMPLES if "-zh" not in each], indirect=True)
def test_a_small_edit_moves_little(drawn: list[Diagram]):
    """A context more or less moves the others by less than a fifth of the picture's diagonal, in the median.

    Measured is how they move to each other: where the whole picture is on the screen, nobody cares.
    """
    for diagram in drawn:
        moved = [median(moves(diagram, card.id)) for card in diagram.cards]
        assert median(moved) < 0.15
        hubs = sum(far >= 0.2 for far in moved)
        assert hubs <= max(2, 0.3 * len(moved)), "only where one goes that much hangs on may it be more"


def moves(diagram: Diagram, card: str) -> list[float]:
    """How far all other cards move if this one goes, in diagonals of the picture."""
    before, after = lay_out(graph(diagram)), lay_out(graph(without(diagram, card)))
    one, other = centres(before), centres(after)
    right = median(other[name].x - one[name].x for name in other)
    down = median(other[name].y - one[name].y for name in other)
    diagonal = max((layout.size[0] ** 2 + layout.size[1] ** 2) ** 0.5 for layout in (before, after))
    ways = ((other[name].x - one[name].x - right, other[name].y - one[name].y - down) for name in other)
    return [(x**2 + y**2) ** 0.5 / diagonal for x, y in ways]


def centres(layout: Layout) -> dict[str, Point]:
    return {name: box.rect.center for name, box in layout.boxes.items()}


def without(diagram: Diagram, card: str) -> Diagram:
    return replace(
        diagram,
        cards=tuple(each for each in diagram.cards if each.id != card),
        connectors=tuple(each for each in diagram.connectors if card not in (each.tail, each.head)),
        fields=tuple(fields_without(diagram.fields, card)),
    )


def fields_without(fields: tuple[Field, ...], card: str) -> Iterator[Field]:
    for field in fields:
        inner = tuple(fields_without(field.fields, card))
        cards = tuple(each for each in field.cards if each != card)
        if inner or cards:
            yield replace(field, cards=cards, fields=inner)
