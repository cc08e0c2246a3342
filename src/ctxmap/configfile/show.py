"""A configuration as TOML: every key, its value and its origin.

The output can be read back and means the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ctxmap.configfile.shapes import Vocabulary
from ctxmap.configfile.toml import as_list, as_table
from ctxmap.configuration import Configuration, RuleSettings

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDEST = 60
"""Comments are aligned, except behind values that are wider."""

Origin = Callable[[str], str]
"""The origin of a key's value (`ctxmap.toml:3`, `default`), also of an item of a list (`paths.0`)."""


class Entry(msgspec.Struct, frozen=True):
    """A full key, such as `output.folder`, and its TOML value."""

    key: str
    value: Any


def entries(configuration: Configuration, vocabulary: Vocabulary) -> Iterator[Entry]:
    """All keys with a value, in the order of the reference, with the thresholds of all rules.

    `extend` is left out, since the values include those of that file.
    """
    for field in msgspec.structs.fields(Configuration):
        if field.name == "extend" or (field.name == "required_version" and not configuration.required_version):
            continue
        value = getattr(configuration, field.name)
        if field.encode_name == "rules":
            yield from _rules(value, vocabulary)
        elif isinstance(value, msgspec.Struct):
            yield from (Entry(f"{field.encode_name}.{key}", each) for key, each in _plain(value).items())
        else:
            yield Entry(field.encode_name, _plain(value))


def as_toml(shown: Iterable[Entry], origin: Origin) -> str:
    """The entries as TOML, each with its origin as a comment."""
    lines = [line for entry in shown for line in _lines(entry, origin)]
    width = max((len(text) for text, comment in lines if comment and len(text) <= _WIDEST), default=0)
    return "".join(f"{text:{width}}  # {comment}\n" if comment else f"{text}\n" for text, comment in lines)


def _rules(settings: Mapping[str, RuleSettings], vocabulary: Vocabulary) -> Iterator[Entry]:
    for rule in vocabulary.rules:
        chosen = settings.get(rule, RuleSettings())
        limits = chosen.limits or vocabulary.limits_of(rule)
        held: dict[str, Any] = {"severity": chosen.severity, **(_plain(limits) if limits else {})}
        yield from (Entry(f"rules.{rule}.{key}", value) for key, value in held.items() if value is not None)


def _plain(value: object) -> Any:
    """The TOML value, without attributes that are None."""
    return _filled(msgspec.to_builtins(value))


def _filled(value: object) -> Any:
    items, table = as_list(value), as_table(value)
    if items is not None:
        return [_filled(each) for each in items]
    return value if table is None else {key: _filled(each) for key, each in table.items() if each is not None}


def _lines(entry: Entry, origin: Origin) -> Iterator[tuple[str, str]]:
    """Lines with their origins; a list of tables has a line for each table."""
    items = as_list(entry.value)
    if not items or as_table(items[0]) is None:
        yield f"{entry.key} = {_toml(entry.value)}", origin(entry.key)
        return
    yield f"{entry.key} = [", ""
    for number, each in enumerate(items):
        yield f"    {_toml(each)},", origin(f"{entry.key}.{number}")
    yield "]", ""


def _toml(value: object) -> str:
    items, table = as_list(value), as_table(value)
    if items is not None:
        return f"[{', '.join(map(_toml, items))}]"
    if table is None:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    held = ", ".join(f"{_key(key)} = {_toml(each)}" for key, each in table.items())
    return f"{{ {held} }}" if held else "{}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)
