"""A shortest text for each production of the grammar: what it derives, in a shortest text that has room for it.

Lark reads the grammar; the tables are not used, so that they can be tested with the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lark import Lark

Words = tuple[str, ...]

_EXAMPLES: Mapping[str, str] = {
    "NAME": "x",
    "DOTTED": "x.y",
    "QUALIFIED": "x::y",
    "SLASHED": "x/y",
    "STRING": '"text"',
    "NUMBER": "1",
}
"""A text for each kind of token."""


class Production(NamedTuple):
    """A production as it stands in the grammar, and a shortest text that needs it."""

    shown: str
    text: str


def productions(grammar: str) -> Iterator[Production]:
    """Every production of a grammar, in the order of Lark's rules (and of the rules of the tables)."""
    lark: Any = Lark(grammar, parser="earley", lexer="dynamic", maybe_placeholders=False)
    rules: Sequence[Any] = lark.rules
    literals: dict[str, str] = {each.name: each.pattern.value for each in lark.terminals if each.pattern}
    shortest = _shortest_texts(rules, {**literals, **_EXAMPLES})
    around = _surroundings(rules, shortest)
    for rule in rules:
        before, after = around[rule.origin.name]
        yield Production(str(rule), " ".join((*before, *_joined(rule.expansion, shortest), *after)))


def _shortest_texts(rules: Sequence[Any], literals: Mapping[str, str]) -> dict[str, Words]:
    """The shortest words that each symbol derives."""
    found: dict[str, Words] = {name: (text,) for name, text in literals.items()}
    is_changed = True
    while is_changed:
        is_changed = False
        for rule in rules:
            if all(symbol.name in found for symbol in rule.expansion):
                words = _joined(rule.expansion, found)
                if rule.origin.name not in found or len(words) < len(found[rule.origin.name]):
                    found[rule.origin.name] = words
                    is_changed = True
    return found


def _surroundings(rules: Sequence[Any], shortest: Mapping[str, Words]) -> dict[str, tuple[Words, Words]]:
    """The shortest words before and after each symbol in a whole text."""
    found: dict[str, tuple[Words, Words]] = {"start": ((), ())}
    is_changed = True
    while is_changed:
        is_changed = False
        for rule in (rule for rule in rules if rule.origin.name in found):
            before, after = found[rule.origin.name]
            for number, symbol in enumerate(rule.expansion):
                words = (
                    (*before, *_joined(rule.expansion[:number], shortest)),
                    (*_joined(rule.expansion[number + 1 :], shortest), *after),
                )
                if symbol.name not in found or sum(map(len, words)) < sum(map(len, found[symbol.name])):
                    found[symbol.name] = words
                    is_changed = True
    return found


def _joined(symbols: Sequence[Any], shortest: Mapping[str, Words]) -> Words:
    return tuple(word for symbol in symbols for word in shortest[symbol.name])
