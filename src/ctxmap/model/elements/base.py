"""What every element has: its place in the text, and with a name, what may stand on any declaration."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

import msgspec

from ctxmap.text.source import NOWHERE, Span

Incomplete = Literal[
    "aggregates", "contains", "from", "implements", "issues", "on", "realizes", "roles", "split by", "steps", "with"
]
"""The attributes that rules and analyses ask about with `is_incomplete`."""


class Element(msgspec.Struct, frozen=True, eq=False, kw_only=True, omit_defaults=True):
    """Anything in the model that is written somewhere in a text."""

    at: Span = NOWHERE
    places: dict[str, Span] = msgspec.field(default_factory=dict[str, Span])
    incomplete: Set[str] = frozenset()  # attributes, by keyword, with a value that the linker could not resolve

    def place(self, attribute: str) -> Span:
        """Where the value of an attribute, given by its keyword, is written; the element's own place if it isn't."""
        return self.places.get(attribute, self.at)

    def says(self, attribute: str) -> bool:
        """Whether an attribute is written, even with a value that is not valid (the parser has reported it)."""
        return attribute in self.places

    def is_incomplete(self, attribute: Incomplete) -> bool:
        """Whether a value of an attribute could not be resolved: a rule that misses something there stays silent."""
        return attribute in self.incomplete


class Named(Element, frozen=True, kw_only=True):
    """An element with a name of its own and what may stand on any element with a body."""

    name: str
    qualified_name: str
    doc: str = ""
    """The doc string before the declaration."""
    display_name: str = ""
    """`displayName`: what people see instead of the name; use `title`."""
    tags: tuple[str, ...] = ()
    link: str = ""
    is_deprecated: bool = False
    removal: str = ""
    """`deprecated = "2027-03-31"`: the date when it is to be removed."""

    @property
    def title(self) -> str:
        """What diagrams and documents show."""
        return self.display_name or self.name


class Reference(Element, frozen=True, kw_only=True):
    """A name used somewhere, and the qualified name of what it means (None for an open type).

    The name is what the text says; in outputs it is the name of what it means, however it is spelled.
    """

    name: str
    target: str | None


class Quoted(Element, frozen=True, kw_only=True):
    """A string whose place rules point at, such as the name of a database."""

    value: str
