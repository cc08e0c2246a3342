"""The difference of two maps as one picture: what either has, in the colour and with the sign of what became of it.

Added is green with a plus, removed red, dashed, with a minus, changed amber with a wave; the rest is muted. A card says
which of its attributes changed, and what came into it or left it; a tooltip says how.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ctxmap.analyses.difference import Change, Changed, Difference, Key, Thing, difference, outermost, roots
from ctxmap.configuration import AS_USUAL, Diagrams
from ctxmap.drawing.diagram import Badge, Card, ChangeTone, Connector, Diagram, Entry, Field, Mark, Note, Swatch
from ctxmap.model.elements import Aggregate, BoundedContext, ContextMap, Model, Relationship
from ctxmap.model.names import map_files
from ctxmap.pictures.cards import card, card_id
from ctxmap.pictures.connectors import connector
from ctxmap.pictures.grouping import grouped
from ctxmap.pictures.legend import legend
from ctxmap.pictures.scene import Scene, scene_of
from ctxmap.pictures.selection import contexts_on
from ctxmap.pictures.words import Words

_SIGNS: dict[ChangeTone, str] = {"added": "+", "removed": "−", "changed": "~"}
_MOST_NAMES = 3
"""So many are named on a card or line; of more, it says how many."""

Pair = tuple[Thing | None, Thing | None]


def diagrams(old: Model, new: Model, options: Diagrams = AS_USUAL) -> Iterator[tuple[str, Diagram]]:
    """A diagram for each map of either model on which something is another, with the name of its file."""
    told = difference(old, new)
    for before, after in told.merged:
        thing = after or before
        if thing and isinstance(thing.element, ContextMap):
            diagram = difference_diagram(told, _side(old, before, options), _side(new, after, options))
            if not after or not before or any(each.marks for each in (*diagram.cards, *diagram.connectors)):
                yield map_files(new if after else old)[thing.name], diagram


class Side(msgspec.Struct, frozen=True, eq=False):
    """A model, and its map; None, where it has none of that name."""

    scene: Scene
    map: ContextMap | None

    @property
    def contexts(self) -> Sequence[BoundedContext]:
        """What is on the map."""
        return contexts_on(self.scene.model, self.map) if self.map else ()


def difference_diagram(told: Difference, old: Side, new: Side) -> Diagram:
    """The diagram of two states of a map."""
    words = new.scene.words
    cards = tuple(_Cards(told, old, new).drawn())
    connectors = tuple(_connectors(told, old, new))
    rest = any(each.tone == "unchanged" for each in cards)
    titles = [each.title or words.context_map for each in (old.map, new.map) if each]
    return Diagram(
        title=titles[-1],
        subtitle=" · ".join(part for part in (_was(titles, words, old, new), words.differences) if part),
        description=words.counts(len(cards), len(connectors)),
        cards=cards,
        connectors=connectors,
        fields=_fields(old, new, cards),
        legend=(*legend(words, cards, connectors), *([Entry(Swatch("unchanged"), words.unchanged)] if rest else ())),
    )


def _side(model: Model, thing: Thing | None, options: Diagrams) -> Side:
    found = thing.element if thing else None
    return Side(scene_of(model, (), options), found if isinstance(found, ContextMap) else None)


def _was(titles: Sequence[str], words: Words, old: Side, new: Side) -> str:
    """`Online shop, as it grew → Online shop`, `as is → to be`; "" where neither is another."""
    states = [words.map_states.get(side.map.state, "") for side in (old, new) if side.map]
    changed = [list(dict.fromkeys(filter(None, each))) for each in (titles, states)]
    return " · ".join(" → ".join(each) for each in changed if len(each) > 1)


# ---------------------------------------------------------------------------------------------------------------
# Contexts
# ---------------------------------------------------------------------------------------------------------------


class _Cards:
    """The cards of a difference."""

    def __init__(self, told: Difference, old: Side, new: Side) -> None:
        self._told, self._old, self._new = told, old, new
        self._changed = {each.new.key: each for each in told.changed}
        self._inside = _inside(told)
        self._before = {each.qualified_name for each in old.contexts}
        self._after = {each.qualified_name for each in new.contexts}

    def drawn(self) -> Iterator[Card]:
        for pair in self._told.merged:
            old = pair[0] if pair[0] and pair[0].name in self._before else None
            new = pair[1] if pair[1] and pair[1].name in self._after else None
            thing = new or old
            if thing and isinstance(thing.element, BoundedContext):
                yield self._card(thing, self._became(old, new), (new or pair[1] or thing).name)

    def _became(self, old: Thing | None, new: Thing | None) -> ChangeTone:
        """What became of it on the map; a context may be known to a model and stand on none of its maps."""
        if old and new:
            return "changed" if new.key in self._changed or new.key in self._inside else "unchanged"
        return "added" if new else "removed"

    def _card(self, thing: Thing, became: ChangeTone, name: str) -> Card:
        side = self._old if became == "removed" else self._new
        if not isinstance(thing.element, BoundedContext):
            raise TypeError(thing.kind)
        plain = card(side.scene, thing.element, ())
        changed = self._changed.get(thing.key) if became == "changed" else None
        inside = self._inside.get(thing.key, ()) if became == "changed" else ()
        told = (*_attributes(changed), *(f"{_SIGNS[tone]} {each.kind} {each.name}" for tone, each in inside))
        return replace(
            plain,
            id=card_id(name),
            tone=became,
            blocks=(lines,) if (lines := tuple(_lines(changed, inside))) else (),
            tooltip="\n".join(filter(None, (plain.tooltip, *told))),
            link="",
            marks=_marks(side.scene.words, became, told),
        )


def _inside(told: Difference) -> dict[Key, list[tuple[ChangeTone, Thing]]]:
    """What was added, removed and changed in each thing at the top level, without what goes with another."""
    homes = roots(told)
    found: dict[Key, list[tuple[ChangeTone, Thing]]] = {}
    several: tuple[tuple[ChangeTone, Sequence[Thing]], ...] = (
        ("added", [inner[0] for inner in outermost(told.added).values()]),
        ("removed", [inner[0] for inner in outermost(told.removed).values()]),
        ("changed", [each.new for each in told.changed]),
    )
    for tone, things in several:
        for thing in sorted(things, key=lambda each: not isinstance(each.element, Aggregate)):
            if thing.within:
                found.setdefault(homes[thing.key], []).append((tone, thing))
    return found


def _lines(changed: Changed | None, inside: Sequence[tuple[ChangeTone, Thing]]) -> Iterator[str]:
    """What a card says: its attributes that changed, and a line for each sign."""
    if changed and changed.is_renamed:
        yield f"← {changed.old.name}"
    if changed and changed.changes:
        yield f"~ {_few([change.attribute for change in changed.changes])}"
    for tone, sign in _SIGNS.items():
        names = list(dict.fromkeys(each.name.rpartition("::")[2] for became, each in inside if became == tone))
        if names:
            yield f"{sign} {_few(names)}"


def _fields(old: Side, new: Side, cards: Sequence[Card]) -> tuple[Field, ...]:
    """Where the new model has them, contexts stand on their fields of today; in one tone, since tones tell changes."""
    gone = frozenset(card.id for card in cards if card.tone == "removed")
    drawn = frozenset(card.id for card in cards)
    before = _only(grouped(old.scene, old.contexts), gone)
    return _together(_only(grouped(new.scene, new.contexts), drawn - gone), before)


def _only(fields: Sequence[Field], cards: frozenset[str]) -> tuple[Field, ...]:
    kept = (
        replace(
            each,
            tone="area",
            cards=tuple(name for name in each.cards if name in cards),
            fields=_only(each.fields, cards),
        )
        for each in fields
    )
    return tuple(each for each in kept if each.cards or each.fields)


def _together(new: Sequence[Field], old: Sequence[Field]) -> tuple[Field, ...]:
    before = {each.id: each for each in old}
    after = {each.id for each in new}
    joined = (
        replace(each, cards=(*each.cards, *other.cards), fields=_together(each.fields, other.fields))
        if (other := before.get(each.id))
        else each
        for each in new
    )
    return (*joined, *(each for each in old if each.id not in after))


# ---------------------------------------------------------------------------------------------------------------
# Relationships
# ---------------------------------------------------------------------------------------------------------------


def _connectors(told: Difference, old: Side, new: Side) -> Iterator[Connector]:
    changed = {each.new.key: each for each in told.changed}
    names = {before.name: after.name for before, after in told.merged if before and after and not before.within}
    for before, after in told.merged:
        here = after if after and _is_on(after, new) else None
        there = before if before and _is_on(before, old) else None
        if here:
            became: ChangeTone = "added" if not there else "changed" if here.key in changed else "unchanged"
            yield _connector(new, here, became, changed.get(here.key), {})
        elif there:
            yield _connector(old, there, "removed", None, names)


def _is_on(thing: Thing, side: Side) -> bool:
    return isinstance(thing.element, Relationship) and bool(side.map) and thing.element in side.map.relationships


def _connector(
    side: Side, thing: Thing, became: ChangeTone, changed: Changed | None, names: dict[str, str]
) -> Connector:
    if not isinstance(thing.element, Relationship):
        raise TypeError(thing.kind)
    words = side.scene.words
    plain = connector(side.scene, thing.element, "", ())
    told = tuple(_attributes(changed))
    upstream, downstream = (card_id(names.get(each.context, each.context)) for each in thing.element.sides)
    attributes = _few([change.attribute for change in changed.changes]) if changed else ""
    quiet = tuple(Note(note.text, "text") for note in plain.notes) if became == "unchanged" else plain.notes
    return replace(
        plain,
        id=f"removed-{plain.id}" if became == "removed" else plain.id,
        tail=upstream,
        head=downstream,
        tail_badge=_neutral(plain.tail_badge),
        head_badge=_neutral(plain.head_badge),
        change=became,
        notes=(*quiet, *([Note(f"~ {attributes}", "text")] if attributes else ())),
        guarantees=() if became == "unchanged" else plain.guarantees,
        tooltip="\n".join((plain.tooltip, *told)),
        marks=_marks(words, became, told),
    )


def _neutral(badge: Badge | None) -> Badge | None:
    """Colours are for changes here."""
    return replace(badge, tone="unchanged") if badge else None


# ---------------------------------------------------------------------------------------------------------------
# What both are told by
# ---------------------------------------------------------------------------------------------------------------


def _marks(words: Words, became: ChangeTone, told: Sequence[str]) -> tuple[Mark, ...]:
    return () if became == "unchanged" else (Mark(became, "\n".join((words.marks[became], *told))),)


def _few(names: Sequence[str]) -> str:
    """The first of them, and how many there are in all; tooltips tell the rest."""
    more = f", … ({len(names)})" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"


def _attributes(changed: Changed | None) -> Iterator[str]:
    """How each attribute changed, for a tooltip."""
    for change in changed.changes if changed else ():
        yield f"{change.attribute}{_values(change)}"


def _values(change: Change) -> str:
    parts = (
        f"− {', '.join(change.removed)}" if change.removed else "",
        f"+ {', '.join(change.added)}" if change.added else "",
    )
    told = " ".join(part for part in parts if part)
    return f": {told}" if told else ""
