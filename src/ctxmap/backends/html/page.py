"""Puts the page together: one document that needs nothing else, and lets nothing in.

Its policy allows one script, by its hash, style, and images that are made in the page; no request at all. What a model
says gets into it as escaped SVG or as JSON, where a script makes texts of it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

import msgspec

from ctxmap.backends.html.documents import Node
from ctxmap.backends.html.entries import Entry
from ctxmap.backends.html.pictures import ContextFacts, Drawing, PictureFacts, shared_style
from ctxmap.backends.html.walks import Walk
from ctxmap.backends.html.words import Words
from ctxmap.drawing.text import clean
from ctxmap.drawing.theme import Palette, Theme
from ctxmap.findings.finding import Diagnostic

_SCRIPTS = ("data", "view", "pictures", "panel", "search", "filter", "focus", "walk", "places", "menu", "start")
"""In the order in which they run, as one."""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{}'; "
    "base-uri 'none'; form-action 'none'"
)
_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
"""Of JSON in an element of HTML, which ends where `</script` stands."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the page's script knows of the model."""

    words: Words
    pictures: Sequence[PictureFacts]
    pages: Mapping[str, Sequence[Node]]
    entries: Sequence[Entry]
    contexts: Mapping[str, ContextFacts]
    walks: Sequence[Walk]
    findings: Sequence[Mapping[str, str]]


def page(drawings: Sequence[Drawing], content: Content, theme: Theme) -> str:
    """The document, with the first of the pictures on the stage."""
    script = _script()
    words = msgspec.structs.asdict(content.words)
    return Template(_part("page.html")).substitute(
        {name: escape(text) for name, text in words.items() if isinstance(text, str)},
        title=escape(clean(drawings[0].facts.title)),
        policy=escape(_POLICY.format(b64encode(sha256(script.encode()).digest()).decode())),
        style=look(theme) + _part("page.css"),
        picture_style=shared_style(drawings, theme),
        first_picture=drawings[0].svg,
        other_pictures="\n".join(_waiting(number, each.svg) for number, each in enumerate(drawings) if number),
        data=_json(content),
        script=script,
    )


def findings(drawings: Iterable[Drawing], diagnostics: Iterable[Diagnostic]) -> list[dict[str, str]]:
    """Those that marks in pictures are about, with what to do about them."""
    marked = {message for each in drawings for message in each.marks}
    return [
        {"severity": str(each.severity), "message": each.message, "hint": each.hint}
        for each in diagnostics
        if each.message in marked
    ]


def look(theme: Theme) -> str:
    """The theme's colours and font, as the page's style sheet calls them; paper is never dark."""
    light = f":root {{ {_colours(theme.light)} font-family: {theme.fonts.family}; }}"
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours(theme.dark)} }} }}\n"


def _colours(palette: Palette) -> str:
    colours = {
        "ground": palette.ground.fill,
        "ink": palette.ground.ink,
        "muted": palette.muted,
        "edge": palette.card.edge,
        "raised": palette.area.fill,
        "hover": palette.generic.fill,
        "line": palette.area.edge,
        "accent": palette.downstream.ink,
        "error": palette.error.edge,
        "warning": palette.warning.edge,
    }
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _waiting(number: int, svg: str) -> str:
    """A picture as a text that is read when it is to be shown. Names in it are escaped, so it holds no `</script`."""
    return f'<script type="image/svg+xml" id="page-picture-{number}">{svg}</script>'


def _json(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    for character, escaped in _ESCAPES.items():
        text = text.replace(character, escaped)
    return text


@cache
def _script() -> str:
    """Everything that runs; all in a block of its own, so that no name of it is one of the window's."""
    return "".join(('"use strict";\n{\n', *(_part(f"{name}.js") for name in _SCRIPTS), "}\n"))


@cache
def _part(name: str) -> str:
    return files("ctxmap.backends.html").joinpath("browser", name).read_text("utf-8").rstrip("\n") + "\n"
