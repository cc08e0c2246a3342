"""What most lines of a diagram have in common is stated once, in its legend; a line shows only its exceptions.

That is the technology of calls and that of messages, where every such line names one, and what most of them promise. A
line that doesn't promise it has the sign struck out, so that nobody has to guess. The name of a relationship isn't on
its line where that says what flows. Tooltips still say everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec
from msgspec.structs import replace

from ctxmap.drawing.diagram import Connector, Diagram, Guarantee, Note, Stroke
from ctxmap.pictures.legend import legend
from ctxmap.pictures.words import Words
from ctxmap.vocabulary import Delivery

_STROKES: tuple[Stroke, ...] = ("sync", "message")
_FEWEST = 2
"""Lines that have something in common."""
_DELIVERIES: tuple[str, ...] = get_args(Delivery)


class Common(msgspec.Struct, frozen=True):
    """What the lines of one stroke have in common: a technology or "", and signs of guarantees."""

    technology: str
    signs: tuple[str, ...]


def stated_once(words: Words, diagram: Diagram) -> Diagram:
    """The diagram with what its lines have in common in the legend, and without it on the lines."""
    common: dict[Stroke, Common] = {
        stroke: _common([each for each in diagram.connectors if each.stroke == stroke]) for stroke in _STROKES
    }
    connectors = tuple(
        _exceptions(words, each, common[each.stroke]) if each.stroke in common else each for each in diagram.connectors
    )
    told: dict[Stroke, str] = {stroke: _told(words, each) for stroke, each in common.items()}
    return replace(diagram, connectors=connectors, legend=tuple(legend(words, diagram.cards, connectors, told)))


def _common(connectors: Sequence[Connector]) -> Common:
    named = [note.text for each in connectors for note in each.notes if note.kind == "technology"]
    technologies = _most_common(named, len(connectors)) if len(named) == len(connectors) else []
    promised = [sign for each in connectors for sign in {guarantee.sign: None for guarantee in each.guarantees}]
    return Common("".join(technologies), tuple(_most_common(promised, len(connectors))))


def _most_common(found: Iterable[str], lines: int) -> list[str]:
    """What more than half of the lines have."""
    return [each for each, count in Counter(found).items() if count >= _FEWEST and 2 * count > lines]


def _exceptions(words: Words, connector: Connector, common: Common) -> Connector:
    known = Note(common.technology, "technology")
    notes = tuple(note for note in connector.notes if note.kind != "title" and note != known)
    return replace(connector, notes=notes, guarantees=tuple(_guarantees(words, connector, common)))


def _guarantees(words: Words, connector: Connector, common: Common) -> Iterator[Guarantee]:
    promised = {each.sign for each in connector.guarantees}
    yield from (each for each in connector.guarantees if each.sign not in common.signs)
    for sign in common.signs:
        is_other_delivery = sign in _DELIVERIES and not promised.isdisjoint(_DELIVERIES)
        if sign not in promised and not is_other_delivery:
            yield Guarantee(sign, words.missing.format(words.guarantees[sign]), missing=True)


def _told(words: Words, common: Common) -> str:
    parts = [common.technology, *(words.short_guarantees[sign] for sign in common.signs)]
    return words.listed(part for part in parts if part)
