"""Names, strings, lists of them, and settings made of them."""

from __future__ import annotations

import re
from typing import Any, TypeGuard

from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tables import STRING
from ctxmap.syntax.tree import Name, Setting, Text

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
_LINE_END = re.compile(r"\r\n?")


def word(t: Tokens, token: int) -> Name:
    """A token as a name."""
    return Name(t.texts[token], t.starts[token], t.ends[token])


def string(t: Tokens, token: int) -> Text:
    """A token as a string: its escapes resolved, and its lines ended by a line feed, whatever the file uses."""
    written = t.texts[token][1:-1]
    if "\\" in written:
        _record_unknown_escapes(t, token, written)
    value = _LINE_END.sub("\n", written) if "\r" in written else written
    return Text(_unescaped(value) if "\\" in value else value, t.starts[token], t.ends[token])


def _record_unknown_escapes(t: Tokens, token: int, written: str) -> None:
    for escape in _ESCAPE.finditer(written):
        if len(escape[1]) == 1 and escape[1] not in _ESCAPED:
            t.unknown_escapes.append(t.starts[token] + 1 + escape.start())


def _unescaped(written: str) -> str:
    """The string that is meant. A backslash that begins no escape is kept.

    As in Java, two escapes by number can be the halves of one character; a single half is replaced.
    """
    halves = _ESCAPE.sub(_resolve, written)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _resolve(escape: re.Match[str]) -> str:
    code = escape[1]
    if len(code) == 5:
        return chr(int(code[1:], 16))
    return _ESCAPED.get(code, f"\\{code}")


def start_of(t: Tokens, token: int) -> int:
    """Where a token begins."""
    return t.starts[token]


def end_of(t: Tokens, token: int) -> int:
    """Where a token ends."""
    return t.ends[token]


def is_list(part: object) -> TypeGuard[list[Any]]:
    """Whether a value is a list (and of what, the grammar knows)."""
    return isinstance(part, list)


def words(t: Tokens, first: int, last: int, text: str) -> Name:
    """Several tokens as one key, such as `so that`."""
    return Name(text, t.starts[first], t.ends[last])


# ---- Lists ---------------------------------------------------------------------------------------------------------


def first(_: Tokens, v: list[Any], __: int) -> Any:
    return v[0]


def second(_: Tokens, v: list[Any], __: int) -> Any:
    return v[1]


def empty_list(_: Tokens, __: list[Any], ___: int) -> list[Any]:
    return []


no_parameters = empty_list


def list_of_one(_: Tokens, v: list[Any], __: int) -> list[Any]:
    return v


def list_and_one(_: Tokens, v: list[Any], __: int) -> list[Any]:
    v[0].append(v[-1])
    return v[0]


def list_and_two(_: Tokens, v: list[Any], __: int) -> list[Any]:
    v[0] += v[1:]
    return v[0]


def name(t: Tokens, v: list[Any], _: int) -> Name:
    return word(t, v[0])


def last_name(t: Tokens, v: list[Any], _: int) -> Name:
    return word(t, v[-1])


def text(t: Tokens, v: list[Any], _: int) -> Text:
    return string(t, v[0])


def names(t: Tokens, v: list[Any], _: int) -> list[Name]:
    return [word(t, v[0])]


def more_names(t: Tokens, v: list[Any], _: int) -> list[Name]:
    v[0].append(word(t, v[2]))
    return v[0]


def texts(t: Tokens, v: list[Any], _: int) -> list[Text]:
    return [string(t, v[0])]


def more_texts(t: Tokens, v: list[Any], _: int) -> list[Text]:
    v[0].append(string(t, v[2]))
    return v[0]


# ---- Settings ------------------------------------------------------------------------------------------------------


def flag(t: Tokens, v: list[Any], _: int) -> Setting:
    key = word(t, v[0])
    return Setting(key, (), False, key.start, key.end)


def negated_flag(t: Tokens, v: list[Any], _: int) -> Setting:
    key = word(t, v[1])
    return Setting(key, (), True, start_of(t, v[0]), key.end)


def name_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key, value = word(t, v[0]), word(t, v[-1])
    return Setting(key, (value,), False, key.start, value.end)


def reference_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key = word(t, v[0])
    name: int = v[-1]
    value = Name(t.texts[name], t.starts[name], t.ends[name], has_at_sign=len(v) == 3)
    return Setting(key, (value,), False, key.start, value.end)


def text_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key, value = word(t, v[0]), string(t, v[-1])
    return Setting(key, (value,), False, key.start, value.end)


def negated_text_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key, value = word(t, v[1]), string(t, v[-1])
    return Setting(key, (value,), True, start_of(t, v[0]), value.end)


def list_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key, values = word(t, v[0]), v[-1]
    return Setting(key, tuple(values), False, key.start, values[-1].end)


def values_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    """Names and a string in a row: `fallback = BACKUP_SERVICE Standby "a second provider"`."""
    key = word(t, v[0])
    tokens: list[int] = [token for token in v[1:] if t.texts[token] != "="]
    values = tuple(string(t, token) if t.keys[token] == STRING else word(t, token) for token in tokens)
    return Setting(key, values, False, key.start, values[-1].end)


def channel_setting(t: Tokens, v: list[Any], _: int) -> Setting:
    key, channel = word(t, v[0]), v[-1]
    return Setting(key, (channel,), False, key.start, channel.end)


def meaning(t: Tokens, v: list[Any], _: int) -> Setting:
    value = string(t, v[0])
    return Setting(Name("means", value.start, value.end), (value,), False, value.start, value.end)


def phrase(t: Tokens, v: list[Any], _: int) -> Setting:
    """A sentence's words up to a string, as the key, and the string."""
    at = next(token for token in v if t.keys[token] == STRING)
    before: list[int] = v[: v.index(at)]
    written = " ".join(t.texts[token] for token in before)
    key = words(t, before[0], before[-1], written.replace(" ,", ",").removesuffix(" :"))
    value = string(t, at)
    return Setting(key, (value,), False, key.start, value.end)


def phrase_flag(t: Tokens, v: list[Any], _: int) -> Setting:
    """A sentence's words that have no value."""
    tokens: list[int] = [token for token in v if t.texts[token] != ","]
    key = words(t, tokens[0], tokens[-1], " ".join(t.texts[token] for token in tokens))
    return Setting(key, (), False, key.start, key.end)
