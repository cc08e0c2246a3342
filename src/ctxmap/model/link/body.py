"""What stands in a declaration: its attributes by key, and its other members by type.

An attribute is what the syntax tree calls a setting: `key = value, value`, a clause of the head, or a flag. It may
stand once; a second one is reported and passed over, except for those of which CML lets several stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, TypedDict, TypeVar, cast

from ctxmap.findings.fix import Fix, Remove
from ctxmap.model.elements import Option, Reference
from ctxmap.model.link.declare import held
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.scope import Declared, Kinds
from ctxmap.syntax.tree import Declaration, Member, Name, Setting, Text, Value
from ctxmap.text.source import Span

_REPEATABLE = frozenset(
    {"contains", "with", "inject", "demonstrator", "relatedValue", "opposingValue", "promotes", "harms", "good", "bad"}
    | {"neutral", "action", "import"}
)
_SAME_AS = {
    "likelihoodForChange": "structuralVolatility",
    "topicName": "queueName",
}
"""Two keys for one attribute."""
_EVERYWHERE = frozenset({"displayName", "tags", "link", "deprecated"})

Node = TypeVar("Node", bound=Member)
Choice = TypeVar("Choice", bound=str)


class Common(TypedDict):
    """What every element with a name of its own has."""

    at: Span
    places: dict[str, Span]
    incomplete: set[str]
    name: str
    qualified_name: str
    doc: str
    display_name: str
    tags: tuple[str, ...]
    link: str
    is_deprecated: bool
    removal: str


class Body:
    """The members of one declaration (and the clauses of its head)."""

    __slots__ = ("_members", "_resolver", "_settings", "incomplete", "places")

    def __init__(self, resolver: Resolver, members: Iterable[Member]) -> None:
        self._resolver = resolver
        self._settings: dict[str, list[Setting]] = {}
        self._members: dict[type[Member], list[Member]] = {}
        self.places: dict[str, Span] = {}
        self.incomplete: set[str] = set()
        """The attributes of which a value could not be resolved; complete when the element's attributes are built."""
        for member in members:
            if isinstance(member, Setting):
                self._take(member)
            else:
                self._members.setdefault(type(member), []).append(member)

    @property
    def settings(self) -> Iterator[Setting]:
        """The attributes, without those that stand once too often."""
        return chain.from_iterable(self._settings.values())

    @property
    def members(self) -> Iterator[Member]:
        """The attributes, and then all other members."""
        return chain(self.settings, *self._members.values())

    def of(self, kind: type[Node]) -> list[Node]:
        """The members of a type of node, in the order of the text."""
        return cast("list[Node]", self._members.get(kind, ()))

    def declarations(self, *keywords: str) -> list[Declaration]:
        """The declarations that begin with one of the keywords."""
        return [each for each in self.of(Declaration) if each.keyword.text in keywords]

    def setting(self, key: str) -> Setting | None:
        """An attribute as it is written; the first of several."""
        found = self._settings.get(key)
        return found[0] if found else None

    def values(self, key: str) -> tuple[Value | None, ...]:
        """All values of an attribute, also of one that stands several times."""
        found = self._settings.get(key)
        if not found:
            return ()
        return found[0].values if len(found) == 1 else tuple(value for each in found for value in each.values)

    def value(self, key: str) -> Value | None:
        """The first value of an attribute."""
        return next(iter(self.values(key)), None)

    def text(self, key: str) -> str:
        """The first value of an attribute as text; "" without one."""
        return text_of(self.value(key)) if key in self._settings else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The values of an attribute as text."""
        return tuple([text_of(value) for value in self.values(key) if value])

    def flag(self, key: str) -> bool:
        """Whether a flag stands there, and isn't negated."""
        setting = self.setting(key)
        return setting is not None and not setting.negated

    def choice(self, key: str, values: tuple[Choice, ...]) -> Choice | Literal[""]:
        """The value of an attribute that takes one of an enumeration's values; "" without one, or for another word."""
        text = self.text(key)
        return next((each for each in values if each == text), "")

    def one_flag(self, values: tuple[Choice, ...]) -> Choice | Literal[""]:
        """Which of an enumeration's values is written as a flag; "" for none."""
        return next((each for each in values if self.flag(each)), "")

    def date(self, key: str) -> str:
        """The date that an attribute gives, as year, month and day; "" without one."""
        value = self.value(key)
        if value is None:
            return ""
        if not _is_date(text_of(value)):
            hint = 'write year, month and day, such as "2027-03-31"'
            self._resolver.report("malformed-value", value, f'"{text_of(value)}" is not a date', hint=hint)
            return ""
        return text_of(value)

    def refer(self, key: str, kinds: Kinds) -> Reference | None:
        """What the first value of an attribute means."""
        found = self._resolver.refer(self.value(key), kinds)
        if found is None and key in self._settings:
            self.incomplete.add(key)
        return found

    def refer_all(self, key: str, kinds: Kinds) -> tuple[Reference, ...]:
        """What the values of an attribute mean."""
        values = self.values(key)
        found = self._resolver.refer_all(values, kinds)
        if len(found) < len(values):
            self.incomplete.add(key)
        return found

    def options(self, known: frozenset[str]) -> tuple[Option, ...]:
        """All attributes but those that elements have a place of their own for."""
        if not self._settings:
            return ()
        known |= _EVERYWHERE
        return tuple([option(self._resolver, each) for each in self.settings if each.key.text not in known])

    def common(self, node: Declaration, declared: Declared) -> Common:
        """What the element of a declaration has in common with all others."""
        return Common(
            at=declared.at,
            places=self.places,
            incomplete=self.incomplete,
            name=declared.name,
            qualified_name=declared.qualified_name,
            doc=node.doc.value if node.doc else "",
            display_name=self.text("displayName"),
            tags=self.texts("tags"),
            link=self.text("link"),
            is_deprecated=self.flag("deprecated"),
            removal=self.date("deprecated"),
        )

    def _take(self, setting: Setting) -> None:
        key = _SAME_AS.get(setting.key.text, setting.key.text)
        before = self._settings.setdefault(key, [])
        if before and key not in _REPEATABLE:
            self._resolver.report_second(setting.key, before[0].key, self._leaving_out(setting, before[0]))
            return
        before.append(setting)
        at = self._resolver.span(next(filter(None, setting.values), setting.key))
        self.places.setdefault(key, at)
        self.places.setdefault(setting.key.text, at)

    def _leaving_out(self, second: Setting, first: Setting) -> Fix:
        """Only what says nothing of its own can go unseen."""
        is_safe = _said(second) == _said(first)
        return Fix("leave the second one out", (Remove(self._resolver.span(second)),), is_safe=is_safe)


def body_of(resolver: Resolver, node: Declaration) -> Body:
    """The attributes and members of a declaration, without what it can't hold."""
    keyword = node.keyword.text
    members = [each for each in node.members if not isinstance(each, Declaration)]
    return Body(resolver, (*node.head, *members, *held(keyword, node.members)))


def option(resolver: Resolver, setting: Setting) -> Option:
    """An attribute as an option that is kept as it is written."""
    values = [text_of(value) for value in setting.values if value]
    return Option(
        at=resolver.span(setting.key),
        name=setting.key.text,
        value=", ".join(values) if values else None,
        negated=setting.negated,
    )


def _is_date(text: str) -> bool:
    from datetime import date  # noqa: PLC0415 — few maps have a date, and only these pay for importing it

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _said(setting: Setting) -> tuple[object, ...]:
    return (setting.negated, *(value and text_of(value) for value in setting.values))


def text_of(value: Value | None) -> str:
    """A string's value, or a word as it is written; "" for none."""
    if isinstance(value, Text):
        return value.value
    return value.text if isinstance(value, Name) else ""
