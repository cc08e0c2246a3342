"""Writes SVG elements: what comes from a model can bring no markup, and no character that XML forbids.

Elements are strings, put together as they are needed. Knows nothing of what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.drawing.text import Font, clean, width

_ENTITIES = {ord(c): f"&{name};" for c, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"))}

Value = str | float | None
"""Of an attribute; None leaves it out."""


def element(name: str, *children: str, **attributes: Value) -> str:
    """An element. `class_` is `class`, and `_` in other names is `-`."""
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def escaped(text: str) -> str:
    """A text as it may stand in an element or attribute."""
    return clean(text).translate(_ENTITIES)


def number(value: float) -> str:
    """A number with at most one decimal."""
    text = f"{value:.1f}"
    return "0" if text in ("0.0", "-0.0") else text.removesuffix(".0")


def line_of_text(text: str, x: float, y: float, font: Font, *, class_: str, anchor: str | None = None) -> str:
    """A line of text with its baseline at y; its length is fixed, so that no other font can leave its box."""
    length = width(text, font) or None
    fixed = "spacingAndGlyphs" if length else None
    return element(
        "text", escaped(text), class_=class_, x=x, y=y, text_anchor=anchor, textLength=length, lengthAdjust=fixed
    )


def described(title: str, description: str = "") -> str:
    """The name of a picture or a part of it, and more about it: shown as a tooltip and read aloud."""
    described = element("desc", escaped(description)) if description else ""
    return element("title", escaped(title)) + described


def joined(parts: Iterable[str]) -> str:
    """Elements one below the other."""
    return "\n".join(part for part in parts if part)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)
