"""The pictures: everything of the map is on them and legible, nothing else gets in, nothing overlaps."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from itertools import combinations, pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import pytest

from conftest import GOLDEN, Change, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.backends import Artifact, Request, load
from ctxmap.drawing.diagram import Badge, Card, Connector, Diagram, Entry, LineSample, Note
from ctxmap.drawing.grid import GridDiagram
from ctxmap.drawing.picture import graph, picture
from ctxmap.drawing.sequence import SequenceDiagram
from ctxmap.findings.finding import Diagnostic
from ctxmap.layout import Layout, Rect, lay_out
from ctxmap.layout.check import bends, crossings, overlaps
from ctxmap.model.elements import Model
from ctxmap.pictures.context_map import context_map_diagram
from ctxmap.pictures.kinds import Picture, context_maps, pictures
from ctxmap.pictures.scene import scene_of

CHECKOUT = Path(__file__).parent.parent
SAMPLES = compile_paths([CHECKOUT / "samples"])
MEASURES = GOLDEN / "diagrams.txt"
SVG = "{http://www.w3.org/2000/svg}"
Groups = Mapping[str | None, ElementTree.Element]
"""The groups of a drawing by their ids."""

CASES = """
ContextMap Cases {
    type = SYSTEM_LANDSCAPE
    state = TO_BE
    contains Order, Payment, Gateway, Monolith, Web, WebBff, Alone

    Gateway [U,OHS,PL] -> [D,ACL] Payment : Gateway {
        implementationTechnology = "HTTPS"
        sync { operations = authorize, capture  timeout = "2 s"  fallback = RETRY_ASYNC "every minute"  circuitBreaker }
    }
    Order [U,PL] -> [D] Payment {
        sync { operations = authorize }
        async { events = OrderPlaced, OrderCancelled  delivery = AT_LEAST_ONCE  outbox  idempotent by orderId }
    }
    Order [U,OHS] -> [D,CF] WebBff : Orders
    Order [U,OHS] -> [D,CF] Monolith { async }
    Payment [SK] <-> [SK] Monolith { exposedAggregates = Payment  implementationTechnology = "Java library" }
    Order [P] <-> [P] Order : Itself
    WebBff -> Web
}
BoundedContext Order implements Ordering {
    Aggregate Order { Entity Order { aggregateRoot - OrderId orderId } ValueObject OrderId { String value }
        DomainEvent OrderPlaced { - OrderId orderId } DomainEvent OrderCancelled { - OrderId orderId } }
}
BoundedContext Payment implements Paying, Ordering {
    Aggregate Payment { Service Payments { void authorize(); } }
}
BoundedContext Gateway { type = EXTERNAL Aggregate Charge { Service Charges { void authorize(); void capture(); } } }
BoundedContext Monolith { type = LEGACY }
BoundedContext Web { type = FRONTEND channel = "web" }
BoundedContext WebBff { type = BFF channel = "web" }
BoundedContext Alone { displayName = "支付网关与对账服务 ContextOfManyWordsThatStandsAlone" }
BoundedContext CheckoutTeam realizes Order, Payment { type = TEAM }
Domain Shop { Subdomain Ordering { type = CORE_DOMAIN } Subdomain Paying { type = GENERIC_SUBDOMAIN } }
"""


def test_a_map_of_all_cases(golden: Callable[[str, str], None]):
    text = map_of(compile_text(CASES).model)
    golden("map-of-cases.svg", text)


@pytest.mark.parametrize("model", SAMPLES.models, ids=lambda model: model.name)
def test_samples_are_drawn_without_fault(model: Model, fresh: Callable[[Path, Change], None]):
    """Legible and whole, and with a golden line for each diagram: crossings and bends may only become fewer."""
    lines: list[str] = []
    for each, svg, layout in assert_sound(model, SAMPLES.diagnostics):
        if layout:
            root = ElementTree.fromstring(svg)
            size = f"{root.get('width')} × {root.get('height')}"
            counted = f"crossings {crossings(layout)}, bends {bends(layout)}"
            things = f"boxes {len(layout.boxes)}, lines {len(layout.lines)}"
            lines.append(f"{model.name}/{each.path}: {size}, {things}, {counted}\n")
    fresh(MEASURES, lambda text: with_lines(text, f"{model.name}/", lines))


def with_lines(text: str, beginning: str, lines: Sequence[str]) -> str:
    """A text with other lines in the place of those that begin in some way, or at its end."""
    written = text.splitlines(keepends=True)
    replaced = [number for number, line in enumerate(written) if line.startswith(beginning)]
    first = replaced[0] if replaced else len(written)
    return "".join((*written[:first], *lines, *(line for line in written[first:] if not line.startswith(beginning))))


def test_only_diagrams_of_the_samples_are_measured():
    models = tuple(f"{model.name}/" for model in SAMPLES.models)
    assert [line for line in MEASURES.read_text("utf-8").splitlines() if not line.startswith(models)] == []


def test_diagrams_are_the_same_whatever_the_hash_seed_and_the_number_of_cores(tmp_path: Path):
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        environment = {**os.environ, "PYTHONHASHSEED": folder.name}
        cores = f"import os; os.sched_getaffinity = lambda _: range({folder.name})"
        script = f"{cores}; import ctxmap.__main__ as main; main.run()"
        options = ["--fail-on", "never", "--only", "svg", "-o", folder]
        command = [sys.executable, "-c", script, "build", "samples", *options]
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    one, other = ({file.relative_to(each): file.read_bytes() for file in each.rglob("*.svg")} for each in folders)
    assert one
    assert one == other


DAMAGES: dict[str, Callable[[str], str]] = {
    "a text moves out of its card": lambda svg: re.sub(r'(class="card-title [^>]* y=")\d+', r"\g<1>5", svg, count=1),
    "a text moves onto another": lambda svg: re.sub(r'(class="label [^>]*? y=")\d+', r"\g<1>60", svg),
    "a text leaves the diagram": lambda svg: re.sub(r' width="\d+"', ' width="600"', svg, count=1),
    "a badge is left out": lambda svg: re.sub(r'<text class="badge [^>]*>U PL</text>', "", svg, count=1),
    "a label is cut": lambda svg: svg.replace(">authorize<", ">author…<", 1),
    "a card is left out": lambda svg: svg.replace('id="context-Cart"', 'id="somewhere"', 1),
    "two things have one id": lambda svg: svg.replace('id="context-Cart"', 'id="context-Order"', 1),
    "a text is too small": lambda svg: svg.replace("font-size:11px", "font-size:9px", 1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_wrong_with_a_drawing_is_found(damage: Callable[[str], str]):
    model = next(model for model in SAMPLES.models if model.name == "payment")
    diagram = context_map_diagram(scene_of(model), model.maps[0])
    drawn = picture(diagram)
    assert_drawn(drawn, diagram)
    assert damage(drawn) != drawn
    with pytest.raises((AssertionError, KeyError)):
        assert_drawn(damage(drawn), diagram)


def test_real_maps_are_drawn_without_fault(corpus_file: CorpusFile):
    compilation = compile_paths([corpus_file.path])
    for model in compilation.models:
        assert_sound(model, compilation.diagnostics)


def assert_sound(model: Model, diagnostics: Sequence[Diagnostic]) -> list[tuple[Picture, str, Layout | None]]:
    """All drawings of a model are sound; gives each with its layout, which takes most of the time."""
    drawn: list[tuple[Picture, str, Layout | None]] = []
    for each, artifact in zip(pictures(scene_of(model, diagnostics)), build(model, diagnostics), strict=True):
        layout = lay_out(graph(each.diagram)) if isinstance(each.diagram, Diagram) else None
        assert_drawn(artifact.text, each.diagram, layout)
        assert not layout or overlaps(layout) == []
        drawn.append((each, artifact.text, layout))
    return drawn


def assert_drawn(svg: str, diagram: Diagram | SequenceDiagram | GridDiagram, layout: Layout | None = None) -> None:
    """A drawing is legible, and shows all of its diagram; no id is there twice."""
    root = ElementTree.fromstring(svg)
    assert_legible(root)
    if isinstance(diagram, Diagram):
        assert_complete(root, diagram, layout)
    else:
        assert_cards_complete(root, diagram.cards)
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))


def assert_legible(root: ElementTree.Element) -> None:
    """No text on top of another, none outside the picture, none too small, all with a fixed length."""
    written = list(texts(root))
    whole = Rect(0, 0, float(root.get("width", 0)), float(root.get("height", 0)))
    assert all(whole.holds(place) for _, place in written)
    assert [(a, b) for (a, one), (b, other) in combinations(written, 2) if one.meets(other, 1)] == []
    sizes = re.findall(r"font-size:(\d+)px", next(root.iter(f"{SVG}style")).text or "")
    assert min(map(int, sizes)) >= 11
    for group in root.iter(f"{SVG}g"):
        for rect, text in pairwise(group):
            if text.get("class", "").startswith("badge "):
                assert rect_of(rect).holds(rect_of_text(text))


def assert_cards_complete(root: ElementTree.Element, cards: Sequence[Card]) -> Groups:
    """Every name on a card can be read, whole, and no card lies on another; gives all groups by their ids."""
    groups = {element.get("id"): element for element in root.iter(f"{SVG}g") if element.get("id")}
    frames = [rect_of(next(groups[card.id].iter(f"{SVG}rect"))) for card in cards]
    assert [(a, b) for a, b in combinations(frames, 2) if a.meets(b)] == []
    for card in cards:
        frame = rect_of(next(groups[card.id].iter(f"{SVG}rect")))
        assert all(frame.holds(rect_of_text(text)) for text in groups[card.id].iter(f"{SVG}text"))
        for text in (card.title, card.subtitle, card.footer, *card.details):
            assert bare(text) in text_of(groups[card.id])
    return groups


def assert_complete(root: ElementTree.Element, diagram: Diagram, layout: Layout | None = None) -> None:
    """Every name, label and badge of the diagram can be read in the picture, whole."""
    groups = assert_cards_complete(root, diagram.cards)
    for connector in diagram.connectors:
        for note in connector.notes:
            assert bare(note.text) in text_of(groups[connector.id])
    layout = layout or lay_out(graph(diagram))
    ends = {(each.id, "tail"): each.tail_badge for each in diagram.connectors}
    ends |= {(each.id, "head"): each.head_badge for each in diagram.connectors}
    badges = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("class", "").startswith("badge ")]
    legend = sum(isinstance(entry.sample, Badge) for entry in diagram.legend)
    docked = [badge.text for tab in layout.tabs if (badge := ends[tab.ends[0]])]
    shared = [{ends[end] for end in tab.ends} for tab in layout.tabs if ends[tab.ends[0]]]
    assert sorted(badges[: len(badges) - legend]) == sorted(docked)
    assert all(len({badge.text for badge in badges if badge}) == 1 for badges in shared)


def build(model: Model, diagnostics: Sequence[Diagnostic] = ()) -> list[Artifact]:
    return list(load("svg").build(Request(model, diagnostics)))


def drawings(model: Model, diagnostics: Sequence[Diagnostic] = ()) -> list[str]:
    artifacts = build(model, diagnostics)
    assert all(artifact.path.endswith(".svg") for artifact in artifacts)
    return [artifact.text for artifact in artifacts]


def map_of(model: Model) -> str:
    """The picture of the only map."""
    (text,) = (each.text for each in build(model) if each.path.startswith("maps/"))
    return text


def view_of(model: Model) -> tuple[str, Diagram]:
    """The path of the picture of the only view, and what it shows."""
    (picture,) = (each for each in pictures(scene_of(model)) if each.path.startswith("views/"))
    assert isinstance(picture.diagram, Diagram)
    return picture.path, picture.diagram


def texts(element: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[tuple[str, Rect]]:
    """Every text with its place."""
    for child in element:
        moved = re.fullmatch(r"translate\(([\d.-]+) ([\d.-]+)\)", child.get("transform", ""))
        dx, dy = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        if child.tag == f"{SVG}text":
            place = rect_of_text(child)
            yield child.text or "", Rect(place.x + x, place.y + y, place.width, place.height)
        yield from texts(child, x + dx, y + dy)


def rect_of_text(text: ElementTree.Element) -> Rect:
    length = float(text.get("textLength", 0))
    x = float(text.get("x", 0)) - (length / 2 if text.get("text-anchor") == "middle" else 0)
    return Rect(x, float(text.get("y", 0)) - 9, length, 11)


def rect_of(rect: ElementTree.Element) -> Rect:
    return Rect(*(float(rect.get(name, 0)) for name in ("x", "y", "width", "height")))


def text_of(element: ElementTree.Element) -> str:
    return bare("".join(text.text or "" for text in element.iter(f"{SVG}text")))


def bare(text: str) -> str:
    return "".join(text.split())


# ---------------------------------------------------------------------------------------------------------------
# What is on a picture
# ---------------------------------------------------------------------------------------------------------------


def drawn(text: str) -> ElementTree.Element:
    svg = map_of(compile_text(text).model)
    return ElementTree.fromstring(svg)


def test_a_picture_says_what_it_is():
    root = drawn(CASES)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Cases"
    assert "7 contexts, 7 relationships" in (root.findtext(f"{SVG}desc") or "")
    for group in root.iter(f"{SVG}g"):
        if re.match("context-|relationship-|subdomain-|domain-", group.get("id", "")):
            assert group.findtext(f"{SVG}title")


def test_kinds_of_context_have_a_sign_and_words():
    root = drawn(CASES)
    words = {"Gateway": "external system", "Monolith": "legacy system", "Web": "frontend", "WebBff": "backend for"}
    for name, kind in words.items():
        card = next(group for group in root.iter(f"{SVG}g") if group.get("id") == f"context-{name}")
        assert kind in (card.findtext(f"{SVG}desc") or "")
        assert any("sign" in path.get("class", "") for path in card.iter(f"{SVG}path"))


def test_sync_and_async_look_different():
    root = drawn(CASES)
    styles = {
        group.get("id"): {path.get("class", "").split()[1] for path in group.iter(f"{SVG}path") if is_line(path)}
        for group in root.iter(f"{SVG}g")
    }
    assert styles["relationship-Gateway-Payment-Gateway"] == {"solid"}
    assert styles["relationship-Order-Monolith"] == {"dashes"}
    assert styles["relationship-Order-Payment"] == {"solid", "rail", "bed"}
    assert styles["relationship-Order-WebBff-Orders"] == {"stroke-plain"}


def is_line(path: ElementTree.Element) -> bool:
    return path.get("class", "").startswith("line ")


def test_guarantees_are_told_by_signs_and_in_the_tooltip():
    root = drawn(CASES)
    told = {group.get("id"): group.findtext(f"{SVG}title") or "" for group in root.iter(f"{SVG}g")}
    assert "timeout 2 s, retry async (every minute), circuit breaker" in told["relationship-Gateway-Payment-Gateway"]
    assert "at least once, outbox, idempotent by orderId" in told["relationship-Order-Payment"]
    (group,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == "relationship-Order-Payment")
    signs = [each.findtext(f"{SVG}title") for each in group.iter(f"{SVG}g") if each.find(f"{SVG}path") is not None]
    assert [sign for sign in signs if sign] == ["at least once", "outbox", "idempotent by orderId"]


def test_the_arrowhead_shows_who_calls_whom():
    """The gateway influences payment, from left to right; payment calls the gateway, from right to left."""
    root = drawn(CASES)
    heads = {name: arrows(root, name) for name in ("Gateway-Payment-Gateway", "Order-Monolith", "Order-WebBff-Orders")}
    assert heads == {
        "Gateway-Payment-Gateway": (["tail"], 0),
        "Order-Monolith": (["head"], 0),
        "Order-WebBff-Orders": (["head"], 0),
    }


def test_where_things_flow_both_ways_small_arrows_show_which_way_and_the_line_has_none():
    assert arrows(drawn(CASES), "Order-Payment") == ([], 2)


def arrows(root: ElementTree.Element, relationship: str) -> tuple[list[str], int]:
    """At which ends a line has an arrowhead, and how many small arrows its label has."""
    group = next(each for each in root.iter(f"{SVG}g") if each.get("id") == f"relationship-{relationship}")
    paths = [(path.get("class", ""), path.get("d", "")) for path in group.findall(f"{SVG}path")]
    paths += [(path.get("class", ""), path.get("d", "")) for path in group.findall(f"{SVG}a/{SVG}path")]
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", next(d for name, d in paths if name.startswith("line")))]
    tips = [re.findall(r"-?[\d.]+", d)[2] for name, d in paths if name.startswith(("on-", "open"))]
    ends = ["tail" if abs(float(x) - numbers[0]) < abs(float(x) - numbers[-2]) else "head" for x in tips]
    return ends, sum("rotate" in each.get("transform", "") for each in group.iter(f"{SVG}g"))


SHARED = """
ContextMap M {
    A [U,OHS] -> [D] B { implementationTechnology = "REST"  sync { operations = one  timeout = "1 s" } }
    A [U,OHS] -> [D] C { implementationTechnology = "REST"  sync { operations = two  timeout = "2 s" } }
    A [U,OHS] -> [D] D { implementationTechnology = "SOAP"  sync { operations = three } }
    A [U,PL] -> [D] E : Feed { implementationTechnology = "Kafka"  async { delivery = AT_LEAST_ONCE } }
    A [U,PL] -> [D] F { async { delivery = AT_MOST_ONCE } }
}
"""


def test_what_lines_have_in_common_is_stated_once_and_exceptions_on_the_line():
    model = compile_text(SHARED + contexts("ABCDEF")).model
    (diagram,) = (each.diagram for each in context_maps.pictures(scene_of(model)))
    assert isinstance(diagram, Diagram)
    legend = [entry.text for entry in diagram.legend]
    assert legend[:2] == ["synchronous (REST, timeout, unless marked)", "asynchronous"]
    assert [[note.text for note in each.notes] for each in diagram.connectors] == [
        ["one"], ["two"], ["three", "SOAP"], ["messages", "Kafka"], ["messages"],
    ]  # fmt: skip
    assert [[(each.sign, each.missing) for each in line.guarantees] for line in diagram.connectors] == [
        [], [], [("timeout", True)], [("AT_LEAST_ONCE", False)], [("AT_MOST_ONCE", False)],
    ]  # fmt: skip
    assert all(line.tooltip.count("timeout") == 1 for line in diagram.connectors[:2])


def test_the_legend_has_only_what_occurs():
    root = drawn("ContextMap M { A [U,OHS] -> [D] B }  BoundedContext A  BoundedContext B")
    legend = next(group for group in root.iter(f"{SVG}g") if group.get("id") == "legend")
    assert [text.text for text in legend.iter(f"{SVG}text")] == [
        "influence, from upstream to downstream", "U", "upstream", "D", "downstream", "OHS", "open host service",
    ]  # fmt: skip


def test_consumers_of_an_open_host_service_share_its_badge():
    root = drawn("ContextMap M { H [U,OHS] -> [D] A  H [U,OHS] -> [D] B  H [U] -> [D] C }" + contexts("HABC"))
    badges = [text.text for text in root.iter(f"{SVG}text") if "badge" in text.get("class", "")]
    assert badges[:5].count("U OHS") == 1
    assert badges[:5].count("U") == 1


VIEWS = """
ContextMap Shop { contains A, B, C, D  A -> B  B -> C  C -> D }
BoundedContext A implements Selling { Aggregate Ware } BoundedContext B { type = SYSTEM }
BoundedContext C { type = SYSTEM } BoundedContext D { type = EXTERNAL }
BoundedContext Team realizes A, C { type = TEAM }
Domain Trade { Subdomain Selling }
"""


@pytest.mark.parametrize(
    ("view", "shown", "lines", "fields"),
    [
        ("", "A B C D", 3, ["domain-Trade"]),
        ("include = B, C", "B C", 1, []),
        ("include = B neighbours", "A B C", 2, ["domain-Trade"]),
        ("include = B neighbours exclude = A", "B C", 1, []),
        ("exclude = C groupBy = TEAM", "A B D", 1, ["team-Team"]),
        ("groupBy = TYPE", "A B C D", 3, ["type-system", "type-external"]),
        ("groupBy = NONE", "A B C D", 3, []),
    ],
)
def test_a_view_chooses_what_is_drawn(view: str, shown: str, lines: int, fields: list[str]):
    model = compile_text(f"{VIEWS} View Part of Shop {{ {view} }}").model
    path, diagram = view_of(model)
    assert path == "views/part"
    assert [card.title for card in diagram.cards] == shown.split()
    assert len(diagram.connectors) == lines
    assert [field.id for field in diagram.fields] == fields


def test_a_view_has_the_direction_and_detail_that_it_asks_for():
    view = 'View Part of Shop { title = "Half of it" direction = TOP_TO_BOTTOM detail = AGGREGATES }'
    _, diagram = view_of(compile_text(VIEWS + view).model)
    assert diagram.title == "Half of it"
    assert diagram.direction == "TOP_TO_BOTTOM"
    assert diagram.cards[0].details == ("Ware",)


def test_a_view_of_a_landscape_can_show_names_alone():
    view = 'View Part of TO_BE { include = A, "name:B" detail = NAMES }'
    maps = (
        "ContextMap One { state = TO_BE A -> B { sync { timeout = '1 s' } } } ContextMap Two { state = TO_BE B -> C }"
    )
    things = " BoundedContext A { Aggregate G } BoundedContext B BoundedContext C "
    _, diagram = view_of(compile_text(maps + things + view).model)
    assert [(card.title, card.details, card.footer) for card in diagram.cards] == [("A", (), ""), ("B", (), "")]
    assert [(line.notes, line.guarantees) for line in diagram.connectors] == [((), ())]


def contexts(names: str) -> str:
    return "".join(f" BoundedContext {name}" for name in names)


@pytest.mark.parametrize(
    ("written", "badges"),
    [
        ("A -> B", ("U", "D")),
        ("A [OHS] -> [ACL] B", ("U OHS", "D ACL")),
        ("A [S] -> [C] B", ("S", "C")),
        ("A [U,S] -> [D,C] B", ("U S", "D C")),
        ("A [PL,OHS] -> [CF] B", ("U OHS PL", "D CF")),
        ("A [P] <-> [P] B", ("P", "P")),
        ("A [SK] <-> [SK] B", ("SK", "SK")),
    ],
)
def test_badges(written: str, badges: tuple[str, str]):
    model = compile_text(f"ContextMap M {{ {written} }}" + contexts("AB")).model
    (connector,) = context_map_diagram(scene_of(model), model.maps[0]).connectors
    assert tuple(badge.text for badge in (connector.tail_badge, connector.head_badge) if badge) == badges


def test_where_it_hurts_there_is_a_mark():
    compilation = compile_paths([CHECKOUT / "samples" / "shop" / "as-is.cml"])
    diagram = context_map_diagram(scene_of(compilation.model, compilation.diagnostics), compilation.model.maps[0])
    marks = [mark for thing in (*diagram.cards, *diagram.connectors) for mark in thing.marks]
    said = "\n".join(mark.text for mark in marks)
    assert {mark.severity for mark in marks} == {"error", "warning"}
    assert all(line in {each.message for each in compilation.diagnostics} for line in said.splitlines())
    bare_diagram = context_map_diagram(scene_of(compilation.model), compilation.model.maps[0])
    assert not any(thing.marks for thing in (*bare_diagram.cards, *bare_diagram.connectors))


@pytest.mark.parametrize("model", SAMPLES.models, ids=lambda model: model.name)
def test_links_lead_somewhere(model: Model):
    request = Request(model, SAMPLES.diagnostics)
    drawn = build(model, SAMPLES.diagnostics)
    files = {each.path: each.text for each in (*drawn, *load("markdown").build(request))}
    links = {(each.path, unescape(link)) for each in drawn for link in re.findall(r'href="([^"]+)"', each.text)}
    assert len(links) >= len(model.contexts)
    for path, link in links:
        target, _, anchor = link.partition("#")
        file = normpath(join(dirname(path), target)) if target else path
        assert file in files
        assert not anchor or f'"{anchor}"' in files[file]


HOSTILE = "</text><script>alert(1)</script>&amp;\"'<!--]]>\x00\x08\ufffe\ud800 x"


def test_texts_bring_no_markup():
    card = Card(id=f"context-{HOSTILE}", title=HOSTILE, subtitle=HOSTILE, footer=HOSTILE, link=HOSTILE, tooltip=HOSTILE)
    connector = Connector(
        id=HOSTILE, tail=card.id, head=card.id, notes=(Note(HOSTILE),), title=HOSTILE, link=HOSTILE,
        tail_badge=Badge(HOSTILE, "upstream", HOSTILE), head_badge=Badge("D", "downstream"),
    )  # fmt: skip
    legend = (Entry(LineSample("plain"), HOSTILE),)
    text = picture(Diagram(title=HOSTILE, subtitle=HOSTILE, cards=(card,), connectors=(connector,), legend=legend))
    root = ElementTree.fromstring(text.encode())
    known = {"svg", "title", "desc", "style", "rect", "text", "g", "a", "path"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known


@pytest.mark.parametrize("text", ["ContextMap Empty { }", "ContextMap { contains A } BoundedContext A"])
def test_small_maps(text: str):
    assert_sound(compile_text(text).model, ())


def test_a_batch_is_a_dotted_line_with_all_about_it_in_the_title():
    root = drawn("""
        ContextMap M {
            contains A, B
            "the ledger is closed at night" A -> B : Closing {
                link = "https://wiki.example/closing"
                tags = "audit"
                batch { data = Entry  every = "1 d"  by = "SFTP" }
            }
        }
        BoundedContext A { Aggregate Entry { Entity Entry { aggregateRoot } } }
        BoundedContext B
    """)
    (line,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == "relationship-A-B-Closing")
    assert any("dots" in path.get("class", "") for path in line.iter(f"{SVG}path"))
    assert (line.findtext(f"{SVG}title") or "").split("\n") == [
        "A → B: Closing",
        "upstream – downstream",
        "the ledger is closed at night",
        "in batches: Entry, every 1 d, SFTP",
        "tags: audit",
        "https://wiki.example/closing",
    ]
    assert "in batches" in {text.text for text in root.iter(f"{SVG}text")}
