"""Writes a document as YAML that a YAML 1.1 and a YAML 1.2 reader understand alike.

Events go straight to the library's emitter: a fourth of the time of its `dump`, which builds a graph of nodes to find
aliases that these documents never have. Lines aren't folded, so that a changed word changes one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import StringIO
from typing import Protocol, cast

import yaml

_Emitter = yaml.CDumper if yaml.__with_libyaml__ else yaml.Dumper
_UNFOLDED = 2**30
_NOT_TEXT = re.compile(
    r"""|~|null|true|false|yes|no|on|off|y|n|=|<<  # null, booleans, and what YAML 1.1 has special words for
    |[-+]?\.(?:inf|nan)|[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?  # decimal numbers
    |[-+]?0[xob][\da-f_]+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?  # others, 1:30 among them
    |\d{4}-\d\d?-\d\d?(?:[Tt\ ].*)?  # dates""",
    re.IGNORECASE | re.VERBOSE,
)
"""What some version of YAML reads as something other than text."""

_TO_BE_ESCAPED = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
"""What is lost, or ends a line, unless it is written as a number."""

_DOUBLE_QUOTED = re.compile(r'(?:^|[ ])"', re.MULTILINE)
"""Where a text stands that the library's two emitters may write differently: an emoji, a character to be escaped."""


class _Emits(Protocol):
    def emit(self, event: yaml.Event, /) -> None: ...
    def dispose(self) -> None: ...


def to_yaml(document: Mapping[str, object], comment: str) -> str:
    """The document in block style, keys in their order, each line of `comment` as a comment above it.

    The document holds mappings, lists, strings, numbers, booleans and None.
    """
    text = _emitted(document, _Emitter)
    if _DOUBLE_QUOTED.search(text):
        text = _emitted(document, yaml.Dumper)
    return "".join(f"# {line}\n" for line in comment.splitlines()) + text


def _emitted(document: Mapping[str, object], kind: type) -> str:
    text = StringIO()
    emitter = cast("_Emits", kind(text, allow_unicode=True, width=_UNFOLDED))
    for event in _stream(document):
        emitter.emit(event)
    emitter.dispose()
    return text.getvalue()


def _stream(document: object) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield from _value(document)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _value(value: object) -> Iterator[yaml.Event]:
    if isinstance(value, str):
        yield _text(value)
    elif isinstance(value, Mapping):
        yield from _mapping(cast("Mapping[str, object]", value))
    elif isinstance(value, list | tuple):
        yield from _sequence(cast("list[object]", value))
    else:
        yield _plain(value)


def _mapping(value: Mapping[str, object]) -> Iterator[yaml.Event]:
    yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not value)
    for key, member in value.items():
        yield _text(key)
        yield from _value(member)
    yield yaml.MappingEndEvent()


def _sequence(value: list[object]) -> Iterator[yaml.Event]:
    yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=not value)
    for member in value:
        yield from _value(member)
    yield yaml.SequenceEndEvent()


@lru_cache(maxsize=4096)
def _text(text: str) -> yaml.Event:
    if not text.isascii():  # half of a surrogate pair has no bytes in UTF-8
        text = text.encode(errors="replace").decode()
    may_be_plain = _NOT_TEXT.fullmatch(text) is None
    return yaml.ScalarEvent(None, None, (may_be_plain, True), text, style=_style(text))


def _style(text: str) -> str | None:
    if _TO_BE_ESCAPED.search(text) or ("\n" in text and text.strip() != text):
        return '"'
    return "|" if "\n" in text else None


def _plain(value: object) -> yaml.Event:
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)
    return yaml.ScalarEvent(None, None, (True, True), text)
