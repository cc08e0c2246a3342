"""The legend of a context map: only what occurs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ctxmap.drawing.diagram import (
    Badge,
    BadgeTone,
    Card,
    Connector,
    Entry,
    Guarantee,
    LineSample,
    Mark,
    Note,
    SignSample,
    Stroke,
    Swatch,
)
from ctxmap.pictures.words import Words

NOTHING: Mapping[Stroke, str] = MappingProxyType({})
"""In common."""


def legend(
    words: Words, cards: Sequence[Card], connectors: Sequence[Connector], common: Mapping[Stroke, str] = NOTHING
) -> Iterator[Entry]:
    """The legend's entries: lines, small arrows, badges, signs, marks.

    `common` is what lines of a stroke have in common, unless they are marked.
    """
    yield from _lines(words, connectors, common)
    yield from _arrows(words, connectors)
    if any(note.kind == "count" for connector in connectors for note in connector.notes):
        yield Entry(Note("3", "count"), words.count)
    yield from _guarantees(words, connectors)
    yield from _badges(words, connectors)
    yield from signs(words, cards)
    yield from _marks(words, (*cards, *connectors))


def sticky_notes(words: Words, cards: Sequence[Card]) -> Iterator[Entry]:
    """The colours of those sticky notes that occur."""
    drawn = {card.tone for card in cards}
    yield from (Entry(Swatch(tone, tone), text) for tone, text in words.sticky_notes.items() if tone in drawn)


def signs(words: Words, cards: Sequence[Card]) -> Iterator[Entry]:
    """The types of contexts that occur, who owns them, and what isn't ours."""
    drawn = {card.sign for card in cards}
    for type_, text in words.types.items():
        if type_.lower() in drawn:
            yield Entry(SignSample(type_.lower()), text)
    if any(card.footer for card in cards):
        yield Entry(SignSample("team"), words.owner)
    if any(card.tone == "foreign" for card in cards):
        yield Entry(Swatch("foreign"), words.not_ours)


def _lines(words: Words, connectors: Sequence[Connector], common: Mapping[Stroke, str]) -> Iterator[Entry]:
    strokes: dict[Stroke, str] = {
        "plain": words.influence,
        "sync": words.synchronous,
        "message": words.asynchronous,
        "both": words.both,
        "batch": words.batch,
    }
    drawn = {(connector.stroke, connector.equal) for connector in connectors}
    for stroke, text in strokes.items():
        if (stroke, False) in drawn or common.get(stroke):
            told = words.unless_marked.format(text, common[stroke]) if common.get(stroke) else text
            yield Entry(LineSample(stroke), told)
    for stroke, text in strokes.items():
        if (stroke, True) in drawn:
            told = words.equals if stroke == "plain" else f"{words.equals}{words.comma}{text}"
            yield Entry(LineSample(stroke, equal=True), told)


def _arrows(words: Words, connectors: Sequence[Connector]) -> Iterator[Entry]:
    """Small arrows, which stand where things flow both ways."""
    both = [connector for connector in connectors if connector.arrow == "none"]
    notes = {note.kind for connector in both for note in connector.notes}
    if "call" in notes:
        yield Entry(Note("", "call"), words.call)
    if "message" in notes:
        yield Entry(Note("", "message"), words.message)


def _guarantees(words: Words, connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {each.sign for connector in connectors for each in connector.guarantees}
    yield from (Entry(Guarantee(sign, text), text) for sign, text in words.guarantees.items() if sign in drawn)


def _badges(words: Words, connectors: Sequence[Connector]) -> Iterator[Entry]:
    ends = [badge for connector in connectors for badge in (connector.tail_badge, connector.head_badge) if badge]
    tones: dict[str, BadgeTone] = {kind: badge.tone for badge in reversed(ends) for kind in badge.text.split()}
    yield from (Entry(Badge(kind, tones[kind]), text) for kind, text in words.roles.items() if kind in tones)


def _marks(words: Words, things: Sequence[Card | Connector]) -> Iterator[Entry]:
    drawn = {mark.severity for thing in things for mark in thing.marks}
    yield from (Entry(Mark(tone, text), text) for tone, text in words.marks.items() if tone in drawn)
