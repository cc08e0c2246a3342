"""Pictures for where SVG can't go, drawn from the SVG by Typst: no browser, and our own font.

Typst is what the extra `ctxmap-cml[png]` installs; it is imported here only, and only when such a picture is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from ctxmap.backends import Artifact, NotInstalledError, Request
from ctxmap.backends._glyphs import FAMILY, FOLDER, beyond_own, missing
from ctxmap.backends.svg import drawn, scene
from ctxmap.drawing.theme import DEFAULT
from ctxmap.pictures.kinds import pictures

if TYPE_CHECKING:
    import typst

NEEDS = 'pip install "ctxmap-cml[png]"'

_SHEET = b"""\
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", alt: sys.inputs.description)
"""
"""A page as big as the picture, without a date: the same picture gives the same bytes."""
_PIXELS_PER_INCH = 96
"""Of CSS, and so of SVG."""
_MOST_PIXELS = 200_000_000
"""Of a PNG: each takes four bytes while it is drawn."""
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')
_WRITTEN = re.compile(r"<text [^>]*>([^<]*)</text>")
_LISTED = 10
"""How many characters without a font a remark lists."""
_EAST_ASIAN_TEXT = re.compile("<text (?=[^>]*>[^<]*[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])")
_EAST_ASIAN_FONTS = (
    "Noto Sans CJK SC, Source Han Sans SC, Noto Sans SC, PingFang SC, Microsoft YaHei, Hiragino Sans GB, "
    "WenQuanYi Zen Hei"
)
"""Where no font of a text has a character, Typst takes any that has it; these come first."""


def typeset(request: Request, kind: Literal["pdf", "png"]) -> Iterator[Artifact]:
    """Every diagram that the SVG backend draws, as a file of that kind; raises `NotInstalledError`."""
    try:
        import typst  # noqa: PLC0415

        beyond_own("")  # needs the other library of the extra
    except ImportError as error:
        raise NotInstalledError(kind, NEEDS) from error
    fonts = _Fonts(request.theme.fonts.family)
    lacking = set[str]()
    made = list[Artifact]()
    for each in pictures(scene(request)):
        drawing = drawn(each, request.theme)
        strange = beyond_own(_text(drawing))
        inputs = {
            "title": each.diagram.title,
            "description": each.diagram.description,
            "picture": _EAST_ASIAN_TEXT.sub(f'<text font-family="{_EAST_ASIAN_FONTS}" ', fonts.named_in(drawing)),
        }
        ppi = _PIXELS_PER_INCH * _bearable(request.configuration.diagrams.scale, drawing)
        picture = typst.compile(
            _SHEET,
            font_paths=fonts.of_the_machine if strange or fonts.is_custom else fonts.own,
            ignore_system_fonts=True,
            format=kind,
            ppi=ppi,
            sys_inputs=inputs,
        )
        lacking |= missing(strange - lacking, fonts.files) if strange else set()
        made.append(Artifact(f"{each.path}.{kind}", picture))
    yield from made[:-1]
    yield from (replace(last, remark=_remark(kind, lacking)) for last in made[-1:])


class _Fonts:
    """The fonts for a family: ctxmap's own, and where a picture needs more than these, all of the machine."""

    def __init__(self, family: str) -> None:
        self._family = family
        self.is_custom = family != DEFAULT.fonts.family

    @cached_property
    def own(self) -> typst.Fonts:
        """Of the package alone."""
        import typst  # noqa: PLC0415

        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])

    @cached_property
    def of_the_machine(self) -> typst.Fonts:
        """Those and all that are installed."""
        import typst  # noqa: PLC0415

        return typst.Fonts(font_paths=[FOLDER])

    @property
    def files(self) -> Iterator[tuple[str, int]]:
        """The files of all fonts, each with the place of the font in it."""
        return ((font.path, font.index) for font in self.of_the_machine.fonts() if font.path)

    def named_in(self, drawing: str) -> str:
        """A drawing that asks for our own font: first of all, or where no font of the family is there."""
        named = f'"{FAMILY}"'
        wanted, comma, generic = self._family.rpartition(",")
        family = f"{wanted}{comma}{named},{generic}" if self.is_custom else f"{named},{self._family}"
        return drawing.replace(f"font-family:{self._family}", f"font-family:{family}", 1)


def _text(drawing: str) -> str:
    """The words of a drawing."""
    return "".join(unescape(each) for each in _WRITTEN.findall(drawing))


def _remark(kind: str, lacking: Set[str]) -> str:
    if not lacking:
        return ""
    shown = " ".join(sorted(lacking)[:_LISTED]) + (" …" if len(lacking) > _LISTED else "")
    return f"{kind}: no installed font has {shown}, so boxes stand for them; for Chinese, install Noto Sans CJK"


def _bearable(scale: int, drawing: str) -> float:
    """The scale, or what of it leaves a picture with no more pixels than a machine has room for."""
    size = _SIZE.search(drawing)
    pixels = float(size[1]) * float(size[2]) if size else 0
    return min(scale, (_MOST_PIXELS / pixels) ** 0.5) if pixels else scale
