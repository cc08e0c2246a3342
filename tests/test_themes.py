"""Themes: those that ship with ctxmap, one of a team's own, and what is said of one that has a mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import msgspec
import pytest
from click.testing import CliRunner

from ctxmap import Compilation, backends, compile_paths
from ctxmap.backends import Request
from ctxmap.cli import main
from ctxmap.configfile.theme import read_theme, theme_file, theme_names
from ctxmap.drawing.diagram import CardTone, Diagram, NoteTone
from ctxmap.drawing.picture import graph
from ctxmap.drawing.style import style_sheet
from ctxmap.drawing.text import Font
from ctxmap.drawing.theme import DEFAULT, Distances, Fonts, Palette, Theme, Tone
from ctxmap.layout import lay_out
from ctxmap.layout.check import overlaps
from ctxmap.pictures.kinds import pictures
from ctxmap.pictures.scene import scene_of
from ctxmap.text.files import Disk
from test_svg import assert_complete, texts

CHECKOUT = Path(__file__).parent.parent
SAMPLES = CHECKOUT / "samples"
SVG = "{http://www.w3.org/2000/svg}"
LARGE, SMALL = Font(40, bold=True), Font(11)
EXTREMES = {
    "huge": Theme(fonts=Fonts("serif", LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE)),
    "nothing free": Theme(distances=Distances(0, 0, 0, 0, 0, 0, 0, 0)),
    "plenty free": Theme(distances=Distances(600, 600, 600, 600, 80, 60, 30, 40)),
}


def shipped(name: str) -> Theme:
    return DEFAULT if name == "default" else read_theme(theme_file(name), Disk()).theme


THEMES = {name: shipped(name) for name in theme_names()}
every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.fixture(scope="module", params=["first-map.cml", "shop/to-be.cml", "shop-zh/as-is.cml"])
def sample(request: pytest.FixtureRequest) -> Compilation:
    return compile_paths([SAMPLES / request.param])


# ---- What is drawn ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [*THEMES.values(), *EXTREMES.values()], ids=[*THEMES, *EXTREMES])
def test_nothing_overlaps_and_nothing_is_left_out(theme: Theme, sample: Compilation):
    request = Request(sample.model, sample.diagnostics, theme=theme)
    drawings = [each.text for each in backends.load("svg").build(request)]
    for each, drawing in zip(pictures(scene_of(sample.model, sample.diagnostics)), drawings, strict=True):
        root = ElementTree.fromstring(drawing)
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        assert all(place.x >= 0 and place.right <= width and place.bottom <= height for _, place in texts(root))
        if isinstance(each.diagram, Diagram):
            assert overlaps(lay_out(graph(each.diagram, theme))) == []
            if theme in THEMES.values():
                assert_complete(root, each.diagram)


@every_theme
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(theme: Theme, scheme: str):
    palette: Palette = getattr(theme, scheme)
    surfaces = [palette.ground, palette.area, palette.core, palette.supporting, palette.generic]
    tones: list[Tone] = [each for name in palette.__struct_fields__ if isinstance(each := getattr(palette, name), Tone)]
    texts_on = [(tone.ink, tone.fill) for tone in tones]
    texts_on += [(ink, each.fill) for each in surfaces for ink in (palette.ground.ink, palette.muted)]
    texts_on += [(palette.muted, palette.card.fill), (palette.muted, palette.foreign.fill)]
    lines = (palette.plain, palette.sync, palette.message, palette.equal)
    assert [(a, b) for a, b in texts_on if contrast(a, b) < 4.5] == []
    assert [(a, each.fill) for each in surfaces for a in lines if contrast(a, each.fill) < 3] == []


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_plain_has_no_colours():
    for palette in (THEMES["plain"].light, THEMES["plain"].dark):
        for colour in re.findall("#[0-9a-f]{6}", repr(palette)):
            assert colour[1:3] == colour[3:5] == colour[5:7]


def test_colours_only_repeat_what_signs_and_words_say(sample: Compilation):
    """Of two cards on a picture that look alike but for their colours, both have the same colour."""
    for each in pictures(scene_of(sample.model)):
        coloured = [card for card in each.diagram.cards if card.tone in get_args(NoteTone)]
        told = {(card.sign, card.subtitle): card.tone for card in coloured}
        assert [card.tone for card in coloured] == [told[card.sign, card.subtitle] for card in coloured]
        assert all(sign or subtitle for sign, subtitle in told)


def test_shipped_themes_say_every_colour():
    for name in set(THEMES) - {"default"}:
        text = Path(theme_file(name)).read_text("utf-8")
        for field in msgspec.structs.fields(Palette):
            assert text.count(f"\n{field.encode_name} = ") == 2, field.encode_name
    assert set(get_args(get_args(CardTone)[0])) <= {field.encode_name for field in msgspec.structs.fields(Palette)}


@pytest.mark.parametrize("name", sorted(set(THEMES) - {"default"}))
def test_the_pictures_of_the_page_are_fresh(name: str, same: Callable[[Path, str], None]):
    compilation = compile_paths([SAMPLES / "payment.cml"])
    request = Request(compilation.model, theme=THEMES[name])
    drawings = {each.path: each.text for each in backends.load("svg").build(request)}
    same(CHECKOUT / "docs" / "images" / f"theme-{name}.svg", drawings["maps/payments.svg"])


# ---- A theme of a team's own -----------------------------------------------------------------------------------------

OWN = """
[light]
core = { fill = "#fdeef8", edge = "#b5398e" }
read-model.ink = "#000000"
[fonts]
family = "Inter, 'Source Sans 3', sans-serif"
card-title = { size = 20 }
[distances]
padding = 16
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.cml").write_text(
        "ContextMap { contains A } BoundedContext A implements S Domain D { Subdomain S { type = CORE_DOMAIN } }"
    )
    return tmp_path


def test_a_file_says_what_differs(here: Path):
    (here / "acme.toml").write_text(OWN)
    theme = read_theme("acme.toml", Disk()).theme
    core = msgspec.structs.replace(DEFAULT.light.core, fill="#fdeef8", edge="#b5398e")
    assert theme.light.core == core
    assert theme.dark == DEFAULT.dark
    assert theme.fonts.card_title == Font(20, bold=True)
    assert theme.fonts.label == DEFAULT.fonts.label
    assert theme.distances == msgspec.structs.replace(DEFAULT.distances, padding=16)
    style = style_sheet('class="core card-title"', theme)
    assert ".core{fill:#fdeef8;stroke:#b5398e}" in style
    assert ".card-title{font-size:20px;font-weight:700}" in style
    assert "font-family:Inter, 'Source Sans 3', sans-serif}" in style


@pytest.mark.parametrize("named", ["looks/acme.toml", "plain", "contrast", "default"])
def test_the_configuration_names_a_theme(named: str, here: Path):
    (here / "looks").mkdir()
    (here / "looks" / "acme.toml").write_text(OWN)
    (here / "maps").mkdir()
    (here / "ctxmap.toml").write_text(f"[diagrams]\ntheme = '{named}'\n")
    run = CliRunner().invoke(main, ["build", "map.cml", "--only", "svg", "-o", "maps"])
    assert run.exit_code == 0, run.output
    theme = shipped(named) if "." not in named else read_theme(named, Disk()).theme
    assert f".core{{fill:{theme.light.core.fill};" in (here / "maps" / "maps" / "map.svg").read_text("utf-8")


MISTAKES = {
    "no-toml": "[light",
    "unknown-keys": "colours = 1\n[light]\ncor = { fill = '#ffffff' }\n[distances]\nmargn = 3\n",
    "wrong-values": (
        "dark = 'black'\n[light]\nmuted = 'grey'\ncore = { fill = '#fff', ink = 3 }\n"
        "[fonts]\nfamily = 'x} * {fill:red'\nlabel = { size = 9, bold = 'yes' }\nsmall = 12\n[distances]\nmargin = -1\n"
    ),
    "too-faint": (
        "[light]\nmuted = '#c0c0c0'\ncore = { fill = '#777777' }\n[dark]\nmessage = '#202020'\ncard.ink = '#202020'\n"
    ),
}


def test_what_is_wrong_is_told_at_its_place(here: Path, golden: Callable[[str, str], None]):
    told: list[str] = []
    (here / "ctxmap.toml").write_text("[diagrams]\ntheme = 'acme.toml'\n")
    for name, text in MISTAKES.items():
        (here / "acme.toml").write_text(text)
        told.append(f"---- {name}\n{refused()}")
    for named in ("plian", "paper", "gone.toml"):
        (here / "ctxmap.toml").write_text(f"[diagrams]\ntheme = '{named}'\n")
        told.append(f"---- {named}\n{refused()}")
    golden("themes.txt", "\n".join(told))


def refused() -> str:
    run = CliRunner().invoke(main, ["build", "map.cml", "-o", "out", "--fail-on", "never"])
    assert run.exit_code == 2, run.output
    assert not Path("out").exists()
    return run.stderr
