"""The legend of a context map: only what occurs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.svg import words
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

_STROKES: dict[Stroke, str] = {
    "plain": words.INFLUENCE,
    "sync": words.SYNC,
    "message": words.ASYNC,
    "both": words.BOTH,
}


def legend(cards: Sequence[Card], connectors: Sequence[Connector]) -> Iterator[Entry]:
    """The legend's entries: lines, small arrows, badges, signs, marks."""
    yield from _lines(connectors)
    yield from _arrows(connectors)
    yield from _guarantees(connectors)
    yield from _badges(connectors)
    yield from _signs(cards)
    yield from _marks((*cards, *connectors))


def sticky_notes(cards: Sequence[Card]) -> Iterator[Entry]:
    """The colours of those sticky notes that occur."""
    drawn = {card.tone for card in cards}
    yield from (Entry(Swatch(tone), text) for tone, text in words.STICKY_NOTES.items() if tone in drawn)


def _lines(connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {(connector.stroke, connector.equal) for connector in connectors}
    for stroke, text in _STROKES.items():
        if (stroke, False) in drawn:
            yield Entry(LineSample(stroke), text)
    for stroke, text in _STROKES.items():
        if (stroke, True) in drawn:
            yield Entry(
                LineSample(stroke, equal=True), words.EQUALS if stroke == "plain" else f"{words.EQUALS}, {text}"
            )


def _arrows(connectors: Sequence[Connector]) -> Iterator[Entry]:
    notes = {note.kind for connector in connectors for note in connector.notes}
    if "call" in notes:
        yield Entry(Note("", "call"), words.CALL)
    if "message" in notes:
        yield Entry(Note("", "message"), words.MESSAGE)


def _guarantees(connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {each.sign for connector in connectors for each in connector.guarantees}
    yield from (Entry(Guarantee(sign, text), text) for sign, text in words.GUARANTEES.items() if sign in drawn)


def _badges(connectors: Sequence[Connector]) -> Iterator[Entry]:
    ends = [badge for connector in connectors for badge in (connector.tail_badge, connector.head_badge) if badge]
    tones: dict[str, BadgeTone] = {kind: badge.tone for badge in reversed(ends) for kind in badge.text.split()}
    yield from (Entry(Badge(kind, tones[kind]), text) for kind, text in words.ROLES.items() if kind in tones)


def _signs(cards: Sequence[Card]) -> Iterator[Entry]:
    drawn = {card.sign for card in cards}
    for type_, text in words.TYPES.items():
        if type_.lower() in drawn:
            yield Entry(SignSample(type_.lower()), text)
    if any(card.footer for card in cards):
        yield Entry(SignSample("team"), words.OWNER)
    if any(card.tone == "foreign" for card in cards):
        yield Entry(Swatch("foreign"), words.NOT_OURS)


def _marks(things: Sequence[Card | Connector]) -> Iterator[Entry]:
    drawn = {mark.severity for thing in things for mark in thing.marks}
    yield from (Entry(Mark(tone, text), text) for tone, text in words.MARKS.items() if tone in drawn)
