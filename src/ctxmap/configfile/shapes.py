"""The valid values of a configuration, derived from its types; both the reader and the JSON Schema use them.

A type such as `RuleName` or `BackendName` becomes the list of existing names. They come as a `Vocabulary`, so that
rules of plug-ins count too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from ctxmap.configuration import ADDED_UP, ALWAYS_ON, DEFAULT, Configuration, Level, RuleSettings, selectors


class Vocabulary(msgspec.Struct, frozen=True):
    """The existing names, and the default thresholds of a rule; None if it has none."""

    rules: Collection[str]
    backends: Collection[str]
    limits_of: Callable[[str], msgspec.Struct | None]


class Words(msgspec.Struct, frozen=True):
    """Any text. `kind` is `path`, `pattern`, `plugin` or `theme` for what is relative to the file.

    `like` is a pattern to match.
    """

    kind: str = ""
    like: str = ""
    example: str = ""


class Said(msgspec.Struct, frozen=True):
    """Text that `read` accepts; it raises `SelectorError` for other text."""

    read: Callable[[str], object]


class Name(msgspec.Struct, frozen=True):
    """One of several names; `noun` is their kind, `refused` has messages for names that are excluded on purpose."""

    names: tuple[str, ...]
    noun: str = ""
    refused: Mapping[str, str] = {}


class Number(msgspec.Struct, frozen=True):
    """A whole number with a minimum."""

    least: int | None = None


class Switch(msgspec.Struct, frozen=True):
    """True or false."""


class Many(msgspec.Struct, frozen=True):
    """A list of values of one shape."""

    item: Shape


class OneOrMany(msgspec.Struct, frozen=True):
    """A value of one shape, or a list of them."""

    item: Shape


class Table(msgspec.Struct, frozen=True):
    """Known keys, each with its shape; `make` builds the value from the keys' values, by attribute names."""

    make: Callable[..., Any]
    keys: Mapping[str, Shape]
    attributes: Mapping[str, str]
    required: Collection[str] = ()
    about: type[msgspec.Struct] | None = None


class Each(msgspec.Struct, frozen=True):
    """A table with names as keys (any, if `key` lists none); the shape of a value can depend on the name."""

    key: Name
    shape_of: Callable[[str], Shape]


class Either(msgspec.Struct, frozen=True):
    """A name, or a table; `make` builds the table's value from a name."""

    name: Name
    table: Table
    make: Callable[..., Any]


Shape = Words | Said | Name | Number | Switch | Many | OneOrMany | Table | Each | Either

_PLAIN: Mapping[Any, Shape] = {bool: Switch(), int: Number()}
_OFF = "off"
_ALWAYS = f"\"{ALWAYS_ON}\" can't be turned off: rules can't judge what can't be read"


def configuration(vocabulary: Vocabulary, base: Configuration = DEFAULT) -> Table:
    """The shape of a configuration; what it doesn't say is as in `base`."""
    return _Shapes(vocabulary, base).configuration()


def changes_of(held: Any) -> Table:
    """The shape of a table that replaces some parts of a value, at any depth."""
    shapes = _Shapes(Vocabulary((), (), lambda _: None))
    parts = [(field, getattr(held, field.name)) for field in msgspec.structs.fields(held)]
    return Table(
        make=partial(msgspec.structs.replace, held),
        keys={
            field.encode_name: changes_of(part) if isinstance(part, msgspec.Struct) else shapes.shape_of(field.type)
            for field, part in parts
        },
        attributes={field.encode_name: field.name for field, _ in parts},
    )


class _Shapes:
    def __init__(self, vocabulary: Vocabulary, base: Configuration = DEFAULT) -> None:
        self._vocabulary = vocabulary
        self._base = base

    def configuration(self) -> Table:
        """The whole, with the parts that a file may say in part only."""
        whole = self.table(Configuration)
        parts = {
            field.encode_name: self.table(type(held), partial(msgspec.structs.replace, held))
            for field in msgspec.structs.fields(Configuration)
            if isinstance(held := getattr(self._base, field.name), msgspec.Struct)
        }
        return msgspec.structs.replace(whole, make=partial(_onto, self._base), keys={**whole.keys, **parts})

    def table(self, struct: type[msgspec.Struct], make: Callable[..., Any] | None = None) -> Table:
        fields = msgspec.structs.fields(struct)
        return Table(
            make=make or struct,
            keys={field.encode_name: self.shape_of(field.type) for field in fields},
            attributes={field.encode_name: field.name for field in fields},
            required=[field.encode_name for field in fields if field.required],
            about=struct,
        )

    def shape_of(self, kind: Any) -> Shape:
        """The shape of an attribute's type."""
        arguments = get_args(kind)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.table(kind)
        match get_origin(kind):
            case None:
                shape = _PLAIN.get(kind, Words())
            case origin if origin is Annotated:
                shape = self._annotated(*arguments)
            case origin if origin is Literal:
                shape = Name(arguments)
            case origin if origin is Mapping:
                is_free = arguments[0] is str
                shape = Each(Name(()), lambda _: self.shape_of(arguments[1])) if is_free else self._each(arguments[1])
            case _:  # a tuple or an optional type: only the first argument counts
                shape = self.shape_of(arguments[0])
        return Many(shape) if get_origin(kind) is tuple else shape

    def _annotated(self, kind: Any, meaning: Any) -> Shape:
        if isinstance(meaning, str):
            return self._meant(meaning)
        return Number(meaning.ge) if kind is int else Words(like=meaning.pattern, example=meaning.examples[0])

    def _meant(self, meaning: str) -> Shape:
        """The shape of a text whose type has a meaning."""
        rules = tuple(self._vocabulary.rules)
        optional = tuple(name for name in rules if name != ALWAYS_ON)
        known: Mapping[str, Shape] = {
            "rule": Name(rules, "rule"),
            "rule that can be off": Name(optional, "rule", {ALWAYS_ON: _ALWAYS}),
            "backend": Name(tuple(self._vocabulary.backends), "backend"),
            "selector": OneOrMany(Said(selectors.selector)),
            "condition": OneOrMany(Said(selectors.condition)),
        }
        return known.get(meaning, Words(meaning))

    def _each(self, value: Any) -> Each:
        names = Name(tuple(self._vocabulary.rules), "rule")
        return Each(names, self._settings if value is RuleSettings else _level)

    def _settings(self, rule: str) -> Either:
        """A severity, or a table with it and the rule's thresholds."""
        limits = self._vocabulary.limits_of(rule)
        base = self._base.rules.get(rule, RuleSettings())
        thresholds = self.table(type(limits)) if limits else None

        def make(severity: Level | None = None, **changed: Any) -> RuleSettings:
            held = base.limits or limits
            changes = msgspec.structs.replace(held, **changed) if held and changed else base.limits
            return RuleSettings(severity or base.severity, changes)

        own = {"severity": _level(rule)}
        table = Table(
            make=make,
            keys={**own, **(thresholds.keys if thresholds else {})},
            attributes={"severity": "severity", **(thresholds.attributes if thresholds else {})},
            about=type(limits) if limits else None,
        )
        return Either(_level(rule), table, make)


def _onto(base: Configuration, **said: Any) -> Configuration:
    """What a file says, on top of the configuration that it extends."""
    added = {key: (*getattr(base, key), *said[key]) for key in said.keys() & ADDED_UP}
    rules = {"rules": {**base.rules, **said["rules"]}} if "rules" in said else {}
    return msgspec.structs.replace(base, **{**said, **added, **rules})


def _level(rule: str) -> Name:
    levels = get_args(Level)
    if rule == ALWAYS_ON:
        return Name(tuple(level for level in levels if level != _OFF), "", {_OFF: _ALWAYS})
    return Name(levels)
