"""Pictures for where SVG can't go, drawn from the SVG by Typst: no browser, nothing of the system but its fonts.

Typst is what the extra `ctxmap-cml[png]` installs; it is imported here only, and only when such a picture is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ctxmap.backends import Artifact, NotInstalledError, Request
from ctxmap.backends.svg import drawn, scene
from ctxmap.pictures.kinds import pictures

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
    except ImportError as error:
        raise NotInstalledError(kind, NEEDS) from error
    fonts = typst.Fonts()
    for each in pictures(scene(request)):
        drawing = drawn(each, request.theme)
        inputs = {
            "title": each.diagram.title,
            "description": each.diagram.description,
            "picture": _EAST_ASIAN_TEXT.sub(f'<text font-family="{_EAST_ASIAN_FONTS}" ', drawing),
        }
        ppi = _PIXELS_PER_INCH * _bearable(request.configuration.diagrams.scale, drawing)
        made = typst.compile(
            _SHEET, font_paths=fonts, ignore_system_fonts=True, format=kind, ppi=ppi, sys_inputs=inputs
        )
        yield Artifact(f"{each.path}.{kind}", made)


def _bearable(scale: int, drawing: str) -> float:
    """The scale, or what of it leaves a picture with no more pixels than a machine has room for."""
    size = _SIZE.search(drawing)
    pixels = float(size[1]) * float(size[2]) if size else 0
    return min(scale, (_MOST_PIXELS / pixels) ** 0.5) if pixels else scale
