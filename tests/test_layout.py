"""The layout: nothing on top of anything, whatever is to be laid out."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import msgspec
import pytest

from ctxmap.layout import (
    Area,
    Box,
    End,
    Graph,
    Layout,
    Line,
    PlacedArea,
    PlacedBox,
    PlacedLine,
    PlacedTab,
    Point,
    Rect,
    Size,
    lay_out,
)
from ctxmap.layout.check import bends, crossings, overlaps
from ctxmap.vocabulary import Direction

BADGE = Size(40, 18)
DIRECTIONS: tuple[Direction, ...] = ("LEFT_TO_RIGHT", "TOP_TO_BOTTOM")
both_directions = pytest.mark.parametrize("direction", DIRECTIONS)


def box(name: str) -> Box:
    return Box(name, 120, 34, 5)


def line(name: str, tail: str, head: str, bundle: str = "", label: Size | None = None) -> Line:
    return Line(name, End(tail, BADGE, bundle), End(head, BADGE), label)


def random_graph(seed: int, direction: Direction) -> Graph:
    """Boxes of many sizes in nested areas; lines in circles, to themselves, several between one pair, in bundles."""
    chance = random.Random(seed)
    names = [f"b{i}" for i in range(chance.randrange(1, 30))]
    boxes = tuple(
        Box(n, chance.randrange(110, 200), chance.choice([34, 52, 68]), chance.choice([5, 30])) for n in names
    )
    docks = [(Size(20, 18), ""), (Size(56, 18), ""), (Size(66, 18), "U OHS"), (None, "")]
    labels = [None, Size(chance.randrange(30, 150), 18), Size(chance.randrange(30, 150), 46)]
    lines = tuple(
        Line(
            f"l{i}",
            End(chance.choice(names), *chance.choice(docks)),
            End(chance.choice(names), chance.choice([Size(20, 18), Size(50, 18), None])),
            chance.choice(labels),
            chance.choice(["", "", "message"]),
        )
        for i in range(chance.randrange(0, 2 * len(names)))
    )
    inside = chance.sample(names, int(len(names) * 0.8))
    groups = [tuple(inside[i : i + chance.randrange(1, 6)]) for i in range(0, len(inside), 5)]
    inner = [Area(f"a{i}", Size(chance.randrange(40, 168), 16), group) for i, group in enumerate(groups) if group]
    half = len(inner) // 2
    areas = (Area("outer", Size(100, 32), (), tuple(inner[:half])), *inner[half:])
    tabbed = {end.box for each in lines for end in (each.tail, each.head) if end.tab}
    boxes = tuple(msgspec.structs.replace(each, bare=each.id not in tabbed) for each in boxes)
    return Graph(boxes, lines, areas, direction)


@both_directions
@pytest.mark.parametrize("seed", range(40))
def test_nothing_overlaps(seed: int, direction: Direction):
    graph = random_graph(seed, direction)
    layout = lay_out(graph)
    assert overlaps(layout) == []
    assert set(layout.boxes) == {each.id for each in graph.boxes}
    assert set(layout.lines) == {each.id for each in graph.lines}
    assert sorted(end for tab in layout.tabs for end in tab.ends) == sorted(
        (each.id, end) for each in graph.lines for end in ("head", "tail")
    )
    assert all(layout.lines[each.id].label is not None for each in graph.lines if each.label)


@both_directions
def test_nothing_overlaps_where_everything_is_joined_to_everything(direction: Direction):
    names = [f"b{i}" for i in range(27)]
    lines = tuple(line(a + b, a, b, label=Size(80, 32)) for a, b in combinations(names, 2))
    assert overlaps(lay_out(Graph(tuple(map(box, names)), lines, direction=direction))) == []


@both_directions
@pytest.mark.parametrize("seed", range(10))
def test_lines_lead_from_tab_to_tab_at_right_angles(seed: int, direction: Direction):
    layout = lay_out(random_graph(seed, direction))
    edges = {(name, end): tab for tab in layout.tabs for name, end in tab.ends}
    for name, placed in layout.lines.items():
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(placed.points))
        assert on_edge(edges[name, "tail"], placed.points[0])
        assert on_edge(edges[name, "head"], placed.points[-1])
    assert bends(layout) >= 0


def on_edge(tab: PlacedTab, point: Point) -> bool:
    rect = tab.rect
    middles = {
        "LEFT": (rect.x, rect.center.y),
        "RIGHT": (rect.right, rect.center.y),
        "TOP": (rect.center.x, rect.y),
        "BOTTOM": (rect.center.x, rect.bottom),
    }
    return abs(point.x - middles[tab.side][0]) < 0.2 and abs(point.y - middles[tab.side][1]) < 0.2


def test_upstream_stands_before_downstream():
    layout = lay_out(Graph((box("c"), box("a"), box("b")), (line("1", "a", "b"), line("2", "b", "c"))))
    a, b, c = (layout.boxes[name].rect for name in "abc")
    assert a.right < b.x < b.right < c.x


def test_a_chain_without_need_to_bend_is_straight():
    lines = (line("1", "a", "b", label=Size(60, 32)), line("2", "b", "c", label=Size(60, 18)))
    assert bends(lay_out(Graph((box("a"), box("b"), box("c")), lines))) == 0


def test_a_bundle_shares_one_tab():
    names = "abcdef"
    lines = tuple(line(f"hub-{name}", "hub", name, bundle="OHS") for name in names)
    layout = lay_out(Graph((box("hub"), *map(box, names)), lines))
    (hub,) = (tab for tab in layout.tabs if tab.box == "hub")
    assert hub.ends == tuple((each.id, "tail") for each in lines)
    assert crossings(layout) == 0


def test_a_bundle_runs_as_one_until_it_parts():
    lines = (line("1", "hub", "b"), line("2", "b", "c"), line("3", "b", "d"))
    bundle = tuple(line(f"hub-{name}", "hub", name, bundle="OHS") for name in "cd")
    layout = lay_out(Graph((box("hub"), *map(box, "bcd")), (*lines, *bundle)))
    c, d = (layout.lines[each.id].points for each in bundle)
    behind_b = layout.boxes["b"].rect.right + 5
    assert height_at(behind_b, c) == height_at(behind_b, d)


def height_at(x: float, points: Sequence[Point]) -> float:
    return next(a.y for a, b in pairwise(points) if a.x <= x <= b.x)


def test_a_box_may_be_joined_with_itself_and_several_times_with_another():
    lines = (
        line("self", "a", "a", label=Size(50, 18)),
        *(line(f"{i}", "a", "b") for i in range(3)),
        line("4", "b", "a"),
    )
    layout = lay_out(Graph((box("a"), box("b")), lines))
    assert overlaps(layout) == []
    assert len(layout.tabs) == 2 * len(lines)


@both_directions
def test_a_chain_of_200_runs_back_and_forth(direction: Direction):
    names = [f"b{i}" for i in range(200)]
    lines = tuple(line(a, a, b) for a, b in pairwise(names))
    layout = lay_out(Graph(tuple(map(box, names)), lines, direction=direction))
    assert max(layout.size) < 8000
    assert overlaps(layout) == []


def test_what_has_no_lines_is_spread_over_the_picture():
    names = [f"b{i}" for i in range(60)]
    areas = tuple(Area(name, Size(50, 16), tuple(names[i : i + 4])) for i, name in enumerate(names[:40:4]))
    layout = lay_out(Graph(tuple(map(box, names)), areas=areas))
    assert overlaps(layout) == []
    assert 0.4 < layout.size[0] / layout.size[1] < 4


def shape(layout: Layout) -> float:
    return layout.size[0] / layout.size[1]


@pytest.mark.parametrize("count", [10, 12, 20])
@pytest.mark.parametrize("label", [None, Size(120, 42)])
def test_a_chain_is_wrapped(count: int, label: Size | None):
    names = [f"b{i}" for i in range(count)]
    layout = lay_out(Graph(tuple(map(box, names)), tuple(line(a, a, b, label=label) for a, b in pairwise(names))))
    assert 0.5 <= shape(layout) <= 2
    assert overlaps(layout) == []


@pytest.mark.parametrize("count", [20, 24, 30])
@pytest.mark.parametrize("bundle", ["", "OHS"])
@pytest.mark.parametrize("label", [None, Size(80, 14)])
def test_a_fan_stands_in_columns(count: int, bundle: str, label: Size | None):
    names = [f"b{i}" for i in range(count)]
    lines = tuple(line(name, "hub", name, bundle, label) for name in names)
    layout = lay_out(Graph((box("hub"), *map(box, names)), lines))
    assert 0.5 <= shape(layout) <= 2
    assert overlaps(layout) == []
    if bundle:
        assert crossings(layout) == 0


def test_an_empty_graph_takes_no_room():
    assert lay_out(Graph()).size == (0, 0)


@both_directions
def test_the_same_whatever_the_hash_seed(direction: Direction):
    code = f"import test_layout as t; print(t.lay_out(t.random_graph(7, {direction!r})))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([*sys.path, "tests"])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


def wrong(**changes: object) -> Layout:
    """Two boxes with a labelled line between them in an area, all well, but for the changes."""
    a, b = Rect(20, 40, 100, 60), Rect(300, 40, 100, 60)
    tabs = (
        PlacedTab("a", "RIGHT", Rect(80, 76, 40, 18), (("l", "tail"),)),
        PlacedTab("b", "LEFT", Rect(300, 76, 40, 18), (("l", "head"),)),
    )
    parts: dict[str, object] = {
        "size": (420, 120),
        "boxes": {"a": placed_box(a), "b": placed_box(b)},
        "tabs": tabs,
        "lines": {"l": PlacedLine((Point(120, 85), Point(300, 85)), Rect(180, 62, 60, 18))},
        "areas": {"all": PlacedArea(Rect(0, 0, 420, 120), Rect(10, 6, 60, 16))},
    }
    return Layout(**(parts | changes))  # type: ignore[arg-type]  # changes are given by name


def placed_box(rect: Rect) -> PlacedBox:
    return PlacedBox(rect, Rect(rect.x, rect.y, rect.width, 34), Rect(rect.x, rect.bottom - 5, rect.width, 5))


def through(*points: tuple[float, float], label: Rect | None = None) -> PlacedLine:
    return PlacedLine(tuple(Point(*point) for point in points), label)


GOOD = wrong()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda: wrong(boxes={"a": GOOD.boxes["a"], "b": placed_box(Rect(110, 40, 100, 60))}), "box a meets box b"),
        (
            lambda: wrong(lines={"l": through((120, 85), (160, 85), (160, 20), (350, 20), (350, 110))}),
            "line l meets box b",
        ),
        (lambda: wrong(lines={"l": through((120, 85), (300, 85), label=Rect(110, 60, 60, 30))}), "box a meets label l"),
        (lambda: wrong(lines={"l": through((120, 85), (300, 85), label=Rect(180, 40, 60, 18))}), "label l is far from"),
        (lambda: wrong(lines={"l": through((40, 0), (40, 30))}), "line l meets title all"),
        (
            lambda: wrong(lines={"l": through((120, 85), (300, 85)), "m": through((150, 85), (200, 85))}),
            "line l lies on line m",
        ),
        (
            lambda: wrong(areas={"all": PlacedArea(Rect(0, 0, 350, 120), Rect(10, 6, 60, 16))}),
            "box b meets the edge of",
        ),
        (lambda: wrong(areas={"all": PlacedArea(Rect(0, 0, 420, 120), Rect(400, 6, 60, 16))}), "title all leaves its"),
        (
            lambda: wrong(tabs=(PlacedTab("a", "RIGHT", Rect(100, 76, 40, 18), (("l", "tail"),)),)),
            "leaves box a",
        ),
        (
            lambda: wrong(tabs=(PlacedTab("a", "RIGHT", Rect(80, 60, 40, 18), (("l", "tail"),)),)),
            "meets the text of box a",
        ),
    ],
)
def test_what_is_wrong_is_found(change: Callable[[], Layout], expected: str):
    assert overlaps(GOOD) == []
    assert any(expected in found for found in overlaps(change()))


def test_crossings_are_counted():
    crossed = wrong(lines={"l": through((0, 50), (100, 50)), "m": through((50, 0), (50, 100))})
    assert crossings(GOOD) == 0
    assert crossings(crossed) == 1
