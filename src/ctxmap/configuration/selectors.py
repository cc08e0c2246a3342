"""Parses the selectors of a configuration, which choose contexts and relationships: `tag:pci`, `role:ACL`.

It knows their syntax only; `analyses/selection.py` applies them to a model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from ctxmap.text.nearest import nearest
from ctxmap.vocabulary import CONTEXT_TYPES, ROLES

ANY = "*"
_SELECTORS = {"tag": (), "type": CONTEXT_TYPES, "name": (), "domain": (), "subdomain": (), "team": ()}
"""The kinds of selectors, and their values; () allows any."""
_CONDITIONS = {"role": ROLES, "technology": ()}
_BARE_CONDITIONS = ("sync", "async")


class Selector(msgspec.Struct, frozen=True):
    """Chooses contexts: a kind (or `*`) and a value, in which `*` matches any part."""

    kind: str
    value: str = ""
    is_negated: bool = False

    def __str__(self) -> str:
        return f"{'!' if self.is_negated else ''}{_joined(self.kind, self.value)}"


class Condition(msgspec.Struct, frozen=True):
    """A property of a relationship: `role:ACL`, `technology:Kafka*`, `sync`, `async`."""

    kind: str
    value: str = ""

    def __str__(self) -> str:
        return _joined(self.kind, self.value)


class SelectorError(ValueError):
    """A malformed selector: what is wrong, and what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def selector(text: str) -> Selector:
    """`tag:pci`, `!type:EXTERNAL`, `*`; raises `SelectorError`."""
    word = text.removeprefix("!")
    kind, value = (ANY, "") if word == ANY else _parts(word, _SELECTORS, "selector", (ANY,))
    return Selector(kind, value, text.startswith("!"))


def condition(text: str) -> Condition:
    """`role:ACL`, `technology:Kafka*`, `sync`, `async`; raises `SelectorError`."""
    kind, value = (text, "") if text in _BARE_CONDITIONS else _parts(text, _CONDITIONS, "condition", _BARE_CONDITIONS)
    return Condition(kind, value)


def _parts(text: str, kinds: Mapping[str, tuple[str, ...]], noun: str, bare: Collection[str]) -> tuple[str, str]:
    kind, colon, value = text.partition(":")
    forms = [*(f"{each}:…" for each in kinds), *bare]
    if kind not in kinds:
        near = nearest(kind, [*kinds, *bare])
        meant = f'did you mean "{_joined(near, value if near in kinds else "")}"?' if near else ""
        raise SelectorError(f'"{text}" is not a {noun}', meant or f"use one of {', '.join(forms)}")
    if not colon or not value:
        raise SelectorError(f'"{text}" is not a {noun}', f"add a value: {kind}:…")
    if kinds[kind] and value not in kinds[kind]:
        near = nearest(value, kinds[kind])
        raise SelectorError(f'no {kind} is named "{value}"', _meant(near, kinds[kind]))
    return kind, value


def _meant(near: str | None, known: Collection[str]) -> str:
    return f'did you mean "{near}"?' if near else f"use one of {', '.join(known)}"


def _joined(kind: str, value: str) -> str:
    return f"{kind}:{value}" if value else kind
