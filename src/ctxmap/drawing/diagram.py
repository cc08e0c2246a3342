"""What a picture shows, before anything is measured: cards, connectors between them, fields behind them."""

from __future__ import annotations

from typing import Literal

import msgspec

from ctxmap.vocabulary import Direction

Stroke = Literal["plain", "sync", "message", "both", "batch"]
BadgeTone = Literal["upstream", "downstream", "mutual", "unchanged"]
ChangeTone = Literal["added", "removed", "changed", "unchanged"]
ArrowAt = Literal["head", "tail", "none"]
MarkTone = Literal["error", "warning", "added", "removed", "changed"]
NoteTone = Literal["event", "command", "aggregate", "policy", "hotspot", "read-model"]
"""The colours that event storming gives its sticky notes (Brandolini, "Introducing EventStorming")."""
CardTone = Literal["card", "foreign", "core", "supporting", "generic", "area"] | NoteTone | ChangeTone


class Mark(msgspec.Struct, frozen=True):
    """Where it hurts, or what became of it: a small round mark with a tooltip."""

    severity: MarkTone
    text: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A thing. `sign` is one of `signs`; `tooltip` says more about it; `link` is where a click leads.

    `details` is a list of points, each of the `blocks` below it lines with a rule above them.
    """

    id: str
    title: str
    subtitle: str = ""
    sign: str = ""
    tone: CardTone = "card"
    details: tuple[str, ...] = ()
    blocks: tuple[tuple[str, ...], ...] = ()
    footer: str = ""
    footer_sign: str = ""
    tooltip: str = ""
    link: str = ""
    marks: tuple[Mark, ...] = ()


class Badge(msgspec.Struct, frozen=True):
    """What a card is to a connector, on the card's edge. Connectors that share one part from it."""

    text: str
    tone: BadgeTone
    tooltip: str = ""
    shared: bool = False


class Note(msgspec.Struct, frozen=True):
    """A part of a connector's label: a call or a message, `forward` from tail to head or back, or words.

    `title` is the connector's own name, `name` that of something else, `technology` how things flow, and `count` for
    how many things the line stands.
    """

    text: str
    kind: Literal["call", "message", "title", "name", "count", "technology", "text"] = "text"
    forward: bool = True


class Guarantee(msgspec.Struct, frozen=True):
    """A small sign in a connector's label, one of `signs`, and the words behind it; struck out if it is `missing`."""

    sign: str
    tooltip: str
    missing: bool = False


class Connector(msgspec.Struct, frozen=True, kw_only=True):
    """A line between two cards, perhaps with badges at its ends; `arrow` is the end with an arrowhead.

    `equal`: neither side leads.
    Lines that are `parting` leave their card as one, as those of a shared badge do. `change`: it has the colour of what
    became of it.
    """

    id: str
    tail: str
    head: str
    tail_badge: Badge | None = None
    head_badge: Badge | None = None
    stroke: Stroke = "plain"
    equal: bool = False
    arrow: ArrowAt = "head"
    weight: int = 1
    """How thick it is: 1, 2 or 3."""
    parting: bool = False
    change: ChangeTone | None = None
    notes: tuple[Note, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    title: str = ""
    tooltip: str = ""
    link: str = ""
    marks: tuple[Mark, ...] = ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """An area behind cards and fields that belong together. `kind` stands behind the title: core, generic, …"""

    id: str
    title: str
    kind: str = ""
    tone: Literal["area", "core", "supporting", "generic"] = "area"
    tooltip: str = ""
    cards: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class LineSample(msgspec.Struct, frozen=True):
    """A legend's piece of line."""

    stroke: Stroke
    equal: bool = False
    change: ChangeTone | None = None


class SignSample(msgspec.Struct, frozen=True):
    """A legend's sign."""

    name: str
    tone: CardTone = "card"


class Swatch(msgspec.Struct, frozen=True):
    """A legend's patch of a surface."""

    tone: Literal["foreign", "area", "core", "supporting", "generic"] | NoteTone | ChangeTone
    sign: str = ""
    """What stands on it, for those who don't see the colour."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the legend: a sample, and what it means."""

    sample: LineSample | SignSample | Swatch | Badge | Note | Guarantee | Mark
    text: str


class Diagram(msgspec.Struct, frozen=True, kw_only=True):
    """A picture. Ids are unique in it, and stay what they are when others are added."""

    title: str
    subtitle: str = ""
    description: str = ""
    cards: tuple[Card, ...] = ()
    connectors: tuple[Connector, ...] = ()
    fields: tuple[Field, ...] = ()
    legend: tuple[Entry, ...] = ()
    direction: Direction | None = None
    """None: whichever can be read better."""
    width: int | None = None
    """The width in pixels at which it is shown. None: a page or a slide."""
