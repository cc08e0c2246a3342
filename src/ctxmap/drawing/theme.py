"""The look of all pictures: colours in light and dark, fonts, distances. Nothing here draws.

A theme is a value; files that say what is different in one are read by `configfile`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from ctxmap.drawing.text import Font

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-fA-F]{6}$", examples=["#1a2b3c"])]
Family = Annotated[str, msgspec.Meta(pattern=r"^[\w \"',.-]+$", examples=["Arial, sans-serif"])]
"""Of fonts, as CSS has it; it stands in a style sheet, so that nothing else of CSS may stand in it."""
Length = Annotated[int, msgspec.Meta(ge=0)]
"""In pixels."""


class Tone(msgspec.Struct, frozen=True, rename="kebab"):
    """A surface: what it is filled with, its edge, and the colour of text on it."""

    fill: Colour
    edge: Colour
    ink: Colour


class Palette(msgspec.Struct, frozen=True, rename="kebab"):
    """All colours of a picture. Text keeps a contrast of at least 4.5:1 to what it stands on, lines and edges 3:1."""

    ground: Tone
    muted: Colour
    card: Tone
    foreign: Tone
    area: Tone
    core: Tone
    supporting: Tone
    generic: Tone
    upstream: Tone
    downstream: Tone
    mutual: Tone
    event: Tone
    command: Tone
    aggregate: Tone
    policy: Tone
    hotspot: Tone
    read_model: Tone
    error: Tone
    warning: Tone
    added: Tone
    removed: Tone
    changed: Tone
    unchanged: Tone
    plain: Colour
    sync: Colour
    message: Colour
    equal: Colour
    hover: Colour


class Fonts(msgspec.Struct, frozen=True, rename="kebab"):
    """The family of all fonts, and what is set in which of them.

    Texts are measured as in Arial; in any other family they are fitted to the room that Arial takes.
    """

    family: Family = (
        'Arial,"Liberation Sans","Helvetica Neue",Helvetica,Arimo,"Noto Sans",'
        '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Hiragino Sans",sans-serif'
    )
    heading: Font = Font(19, bold=True)
    card_title: Font = Font(14, bold=True)
    area_title: Font = Font(12, bold=True)
    area_kind: Font = Font(12)
    badge: Font = Font(11, bold=True)
    label: Font = Font(11)
    small: Font = Font(11)
    """Footers, legends, second lines."""


class Distances(msgspec.Struct, frozen=True, rename="kebab"):
    """How wide a text may be before it is broken, and what is left free."""

    widest_card_title: Length = 168
    widest_card_text: Length = 240
    widest_label: Length = 124
    widest_area_title: Length = 168
    margin: Length = 24
    """Round the picture."""
    padding: Length = 10
    """Inside cards, from the edge to the text."""
    corner: Length = 7
    """The radius of a card's corners."""
    bend: Length = 9
    """The radius of a line's bends."""


LIGHT = Palette(
    ground=Tone("#ffffff", "#ffffff", "#172033"),
    muted="#4b5a70",
    card=Tone("#ffffff", "#8494a9", "#172033"),
    foreign=Tone("#f4f5f7", "#76859a", "#46536a"),
    area=Tone("#fbfcfd", "#c3ccd8", "#46536a"),
    core=Tone("#fff6e0", "#e3bd62", "#6b4a00"),
    supporting=Tone("#eaf6ee", "#8fcba6", "#1d5a36"),
    generic=Tone("#eff1f5", "#bcc6d3", "#46536a"),
    upstream=Tone("#ffe3c2", "#d5842b", "#6d3500"),
    downstream=Tone("#dcebff", "#5b95e0", "#0b3f86"),
    mutual=Tone("#efe4ff", "#9c72e0", "#4e2394"),
    event=Tone("#ffcf8a", "#c98a2b", "#4a2a00"),
    command=Tone("#b9dcf7", "#5f97c4", "#0c3355"),
    aggregate=Tone("#fff2a8", "#b89b2d", "#463a00"),
    policy=Tone("#e3cdf5", "#9a72c0", "#3d1a5e"),
    hotspot=Tone("#ffc2cb", "#cf6a7a", "#5c0f1e"),
    read_model=Tone("#cdeac6", "#6fa563", "#173f0f"),
    error=Tone("#c62828", "#c62828", "#ffffff"),
    warning=Tone("#ffc53d", "#8a5a00", "#3d2800"),
    added=Tone("#dff5e3", "#22803f", "#0d4a22"),
    removed=Tone("#fde4e2", "#c0362c", "#7d1710"),
    changed=Tone("#fff0cc", "#a56a00", "#5c3b00"),
    unchanged=Tone("#f7f8fa", "#7f8b9b", "#566377"),
    plain="#64748b",
    sync="#22304a",
    message="#0f7270",
    equal="#7c4dcf",
    hover="#d5842b",
)

DARK = Palette(
    ground=Tone("#0f141b", "#0f141b", "#e8edf4"),
    muted="#a3b0c0",
    card=Tone("#19212c", "#5f7087", "#e8edf4"),
    foreign=Tone("#141a22", "#6b7a90", "#b4c0cf"),
    area=Tone("#121820", "#344050", "#a9b6c6"),
    core=Tone("#2a2210", "#7d641f", "#f1cf7c"),
    supporting=Tone("#10261a", "#2f6b46", "#93d9ae"),
    generic=Tone("#1a2029", "#3d4958", "#b4c0cf"),
    upstream=Tone("#4a2b0c", "#c57a2a", "#ffd6a8"),
    downstream=Tone("#10305c", "#4a86d6", "#b9d8ff"),
    mutual=Tone("#33205c", "#8c63d2", "#dcc9ff"),
    event=Tone("#5a3a0c", "#b57f30", "#ffd9a3"),
    command=Tone("#123a5c", "#4c86b8", "#c3e2fa"),
    aggregate=Tone("#4a4010", "#9c8730", "#fdeea6"),
    policy=Tone("#3b2552", "#8a66ad", "#e8d6f8"),
    hotspot=Tone("#5a1f2a", "#b85c6c", "#ffd0d7"),
    read_model=Tone("#1d4218", "#5f9153", "#cdeec5"),
    error=Tone("#ef6a6a", "#ef6a6a", "#2a0505"),
    warning=Tone("#f0b429", "#f0b429", "#2b1d00"),
    added=Tone("#12331d", "#4fb872", "#a9e6bc"),
    removed=Tone("#431a17", "#ee7a72", "#ffc7c2"),
    changed=Tone("#40300a", "#dba637", "#ffdf96"),
    unchanged=Tone("#141a22", "#7d8a9c", "#97a5b6"),
    plain="#8593a7",
    sync="#dbe4f0",
    message="#4fc3bd",
    equal="#b08cf0",
    hover="#f0a14a",
)


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    light: Palette = LIGHT
    dark: Palette = DARK
    fonts: Fonts = Fonts()
    distances: Distances = Distances()


DEFAULT = Theme()
