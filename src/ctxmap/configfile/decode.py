"""TOML values → a configuration, and all mistakes in them, located by their key paths.

It guesses nothing: a wrong value is reported and left out, and the rest is still read.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any, cast

import msgspec

from ctxmap.configfile.find import as_shown
from ctxmap.configfile.shapes import Each, Either, Many, Name, Number, OneOrMany, Said, Shape, Switch, Table, Words
from ctxmap.configfile.toml import KeyPath, as_table
from ctxmap.configuration.selectors import SelectorError
from ctxmap.findings.finding import listed
from ctxmap.text import globs as patterns
from ctxmap.text.nearest import nearest

_KINDS = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    float: "a decimal number",
    list: "a list",
    dict: "a table",
}


class Mistake(msgspec.Struct, frozen=True):
    """A mistake in a value, or in its key (`is_key`); `noun` is the kind of an unknown name."""

    path: KeyPath
    message: str
    hint: str = ""
    is_key: bool = False
    noun: str = ""


class Decoder:
    """Reads values according to their shapes and collects `mistakes`; paths in the file are relative to `folder`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.mistakes: list[Mistake] = []

    def table(self, shape: Table, value: object, path: KeyPath = ()) -> Any:
        """The value of a table; None if a required key is missing or wrong."""
        entries = as_table(value)
        if entries is None:
            return self._wrong_kind(path, value, "a table")
        held: dict[str, Any] = {}
        for key, each in entries.items():
            if key in shape.keys:
                held[shape.attributes[key]] = self._value(shape.keys[key], each, (*path, key))
            else:
                self._unknown_key(path, key, shape.keys)
        missing = [key for key in shape.required if key not in entries]
        self.mistakes += [Mistake(path, f'"{key}" is missing', f"add {key} = …") for key in missing]
        right = {name: each for name, each in held.items() if each is not None}
        return shape.make(**right) if all(shape.attributes[key] in right for key in shape.required) else None

    def _value(self, shape: Shape, value: object, path: KeyPath) -> Any:
        if nonsense := _nonsense(value):
            self.mistakes.append(Mistake(path, f'"{_key(path)}" {nonsense}'))
            return None
        match shape:
            case Table():
                held = self.table(shape, value, path)
            case Many():
                held = self._many(shape, value, path)
            case Each():
                held = self._each(shape, value, path)
            case Either():
                held = self._either(shape, value, path)
            case Name():
                held = self._name(shape, value, path)
            case Number():
                held = self._number(shape, value, path)
            case Switch():
                held = value if isinstance(value, bool) else self._wrong_kind(path, value, "true or false")
            case Words():
                held = self._words(shape, value, path)
            case Said():
                held = self._said(shape, value, path)
            case OneOrMany():
                held = self._one_or_many(shape, value, path)
        return held

    def _many(self, shape: Many, value: object, path: KeyPath) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            is_table = as_table(value) is not None
            hint = "" if is_table else f"write [{_written(value)}]"
            if is_table and isinstance(shape.item, Table):
                hint = f"write [[{_key(path)}]]"
            return self._wrong_kind(path, value, "a list", hint)
        items = [
            self._value(shape.item, each, (*path, number)) for number, each in enumerate(cast("list[object]", value))
        ]
        return tuple(each for each in items if each is not None)

    def _one_or_many(self, shape: OneOrMany, value: object, path: KeyPath) -> tuple[Any, ...] | None:
        if isinstance(value, list):
            return self._many(Many(shape.item), cast("list[object]", value), path)
        item = self._value(shape.item, value, path)
        return None if item is None else (item,)

    def _each(self, shape: Each, value: object, path: KeyPath) -> Mapping[str, Any] | None:
        entries = as_table(value)
        if entries is None:
            return self._wrong_kind(path, value, "a table")
        held: dict[str, Any] = {}
        for name, each in entries.items():
            if name in shape.key.names or not shape.key.names:
                held[name] = self._value(shape.shape_of(name), each, (*path, name))
            else:
                self._unknown_name(shape.key, name, (*path, name), is_key=True)
        return {name: each for name, each in held.items() if each is not None}

    def _either(self, shape: Either, value: object, path: KeyPath) -> Any:
        if as_table(value) is not None:
            return self.table(shape.table, value, path)
        name = self._name(shape.name, value, path, "a severity, or a table")
        return None if name is None else shape.make(name)

    def _name(self, shape: Name, value: object, path: KeyPath, expected: str = "text") -> str | None:
        if not isinstance(value, str):
            return self._wrong_kind(path, value, expected, _choice(shape))
        if value in shape.names:
            return value
        return self._unknown_name(shape, value, path)

    def _number(self, shape: Number, value: object, path: KeyPath) -> int | None:
        expected = "a whole number" if shape.least is None else f"a whole number of {shape.least} or more"
        if not isinstance(value, int) or isinstance(value, bool):
            return self._wrong_kind(path, value, expected)
        if shape.least is not None and value < shape.least:
            self.mistakes.append(Mistake(path, f'"{_key(path)}" must be {expected}, not {value}'))
            return None
        return value

    def _words(self, shape: Words, value: object, path: KeyPath) -> str | None:
        if not isinstance(value, str):
            return self._wrong_kind(path, value, "text")
        if shape.like and not re.fullmatch(shape.like, value):
            self.mistakes.append(Mistake(path, f'"{_key(path)}" can\'t be "{value}"', f'write it as "{shape.example}"'))
            return None
        return self._relative(shape.kind, value)

    def _said(self, shape: Said, value: object, path: KeyPath) -> str | None:
        if not isinstance(value, str):
            return self._wrong_kind(path, value, "text")
        try:
            shape.read(value)
        except SelectorError as error:
            self.mistakes.append(Mistake(path, str(error), error.hint))
            return None
        return value

    def _relative(self, kind: str, value: str) -> str:
        """A path in the file, relative to the current folder."""
        is_name = kind == "theme" and not value.endswith(".toml")
        if not kind or not value or not self._folder or is_name:
            return value
        folder = patterns.escaped(self._folder) if kind == "pattern" else self._folder
        return as_shown(posixpath.join(folder, value))

    def _wrong_kind(self, path: KeyPath, value: object, expected: str, hint: str = "") -> None:
        actual = next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "a date or time")
        what = f'an item of "{_key(path)}"' if path and isinstance(path[-1], int) else f'"{_key(path)}"'
        self.mistakes.append(Mistake(path, f"{what} must be {expected}, not {actual}", hint))

    def _unknown_key(self, path: KeyPath, key: str, known: Collection[str]) -> None:
        place = f' in "{_shown(path)}"' if path else ""
        hint = _near(key, known) or f"the {'key is' if len(known) == 1 else 'keys are'} {listed(known)}"
        self.mistakes.append(Mistake((*path, key), f'no key is named "{key}"{place}', hint, is_key=True))

    def _unknown_name(self, shape: Name, name: str, path: KeyPath, *, is_key: bool = False) -> None:
        if name in shape.refused:
            self.mistakes.append(Mistake(path, shape.refused[name], is_key=is_key))
            return
        message = f'no {shape.noun} is named "{name}"' if shape.noun else f'"{_key(path)}" can\'t be "{name}"'
        hint = _near(name, shape.names) or _choice(shape)
        self.mistakes.append(Mistake(path, message, hint, is_key, shape.noun))


def _nonsense(value: object) -> str:
    """What no key can use: no file has such a name, and Python prints no number of more than 4,300 digits."""
    if isinstance(value, int) and abs(value) >= 2**63:
        return "is a number of more than 64 bits"
    return "contains a NUL character" if isinstance(value, str) and "\0" in value else ""


def _key(path: KeyPath) -> str:
    """The key of a value; an item of a list has the key of the list."""
    return next((each for each in reversed(path) if isinstance(each, str)), "ctxmap")


def _shown(path: KeyPath) -> str:
    return ".".join(each for each in path if isinstance(each, str))


def _near(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    return f'did you mean "{near}"?' if near else ""


def _choice(shape: Name) -> str:
    """A hint with the valid names."""
    if shape.noun == "rule":
        return "`ctxmap rules` lists all rules"
    *others, last = [f'"{name}"' for name in shape.names if name]
    return f"use {', '.join(others)} or {last}"


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
