"""Examples for schemas: made of their types, formats, ranges and names, so that the same schema has the same example.

An example is given only where it fits: a pattern that none is found for has no example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, cast

from ctxmap.backends._contracts.schema import Schema
from ctxmap.model.names import kebab_case

_DEEPEST = 12
_FORMATS = {
    "date": "2026-11-22",
    "date-time": "2026-11-22T13:00:00Z",
    "time": "13:00:00Z",
    "duration": "PT30M",
    "uuid": "8e03978e-40d5-43dd-bc93-6894a57f9324",
    "uri": "https://example.org/1",
    "uri-reference": "/1",
    "email": "somebody@example.org",
}
_KNOWN = ("12.50", "EUR", "DE", "2026-11", "AB-123456", "A1", "1", "12345", "a", "abc", "2026", "+491234567")
"""What common patterns ask for, tried first: amounts, currencies, countries, months, article numbers."""
_CLASSES = {"d": "1", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a"}


class NoExampleError(Exception):
    """There is no example that surely fits."""


class Examples:
    """Examples of the schemas of one document, whose components are given by key."""

    def __init__(self, components: Mapping[str, Schema]) -> None:
        self._components = components

    def of(self, schema: Schema, name: str = "") -> Any:
        """An example of a schema that stands under a name; raises `NoExampleError`."""
        return self._value(schema, name, ())

    def _value(self, schema: Schema, name: str, inside: tuple[str, ...]) -> Any:
        if len(inside) > _DEEPEST:
            raise NoExampleError
        if "$ref" in schema:
            return self._referred(schema["$ref"].rpartition("/")[2], name, inside)
        if "examples" in schema:
            return schema["examples"][0]
        choices = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]
        if choices:
            return choices[0]
        if several := schema.get("oneOf", schema.get("anyOf")):
            return self._value(several[0], name, inside)
        if "allOf" in schema:
            return self._all(schema["allOf"], name, inside)
        return self._plain(schema, name, inside)

    def _plain(self, schema: Schema, name: str, inside: tuple[str, ...]) -> Any:
        kind = schema.get("type")
        made: Any = {}
        match kind[0] if isinstance(kind, list) else kind:
            case "string":
                made = _text(schema, name)
            case "integer" | "number":
                made = _number(schema)
            case "boolean":
                made = True
            case "array":
                made = self._array(schema, name, inside)
            case "object":
                made = self._object(schema, name, inside)
            case _:
                pass
        return made

    def _referred(self, component: str, name: str, inside: tuple[str, ...]) -> Any:
        schema = self._components[component]
        if inside.count(component) or len(inside) > _DEEPEST:
            raise NoExampleError
        is_identifier = schema.get("type") == "string" and "enum" not in schema and "x-ctxmap" in schema
        return self._value(schema, f"{name or component} id" if is_identifier else name, (*inside, component))

    def _all(self, parts: list[Schema], name: str, inside: tuple[str, ...]) -> Any:
        values = [self._value(each, name, inside) for each in parts]
        if all(isinstance(each, dict) for each in values):
            return {key: value for each in values for key, value in cast("dict[str, Any]", each).items()}
        return values[0]

    def _array(self, schema: Schema, name: str, inside: tuple[str, ...]) -> list[Any]:
        least = schema.get("minItems", 0)
        if least > 1 and schema.get("uniqueItems"):
            raise NoExampleError
        try:
            item = self._value(schema.get("items", {}), name.removesuffix("s"), inside)
        except NoExampleError:
            if least:
                raise
            return []
        return [item] * min(max(least, 1), schema.get("maxItems", max(least, 1)))

    def _object(self, schema: Schema, name: str, inside: tuple[str, ...]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, member in schema.get("properties", {}).items():
            try:
                made[key] = self._value(member, key, inside)
            except NoExampleError:
                if key in schema.get("required", ()):
                    raise
        if not made and "additionalProperties" in schema:
            try:
                made["key"] = self._value(schema["additionalProperties"], name, inside)
            except NoExampleError:
                return {}
        return made


def _text(schema: Schema, name: str) -> str:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if pattern := schema.get("pattern"):
        return _matching(pattern, least, most)
    text = _FORMATS.get(schema.get("format", "")) or _named(name)
    if len(text) < least:
        text = (text + "-" + text * least)[:least]
    if most is not None and len(text) > most:
        text = text[:most]
    if "format" in schema and text != _FORMATS.get(schema["format"]):
        raise NoExampleError
    if schema.get("contentEncoding") == "base64":
        return "dGV4dA=="
    return text


def _named(name: str) -> str:
    """`orderId` as `order-1`, `postalCode` as `postal-code`."""
    slug = kebab_case(name) if name else "text"
    bare = slug.removesuffix("-id") if slug != "id" else slug
    bare = bare.removesuffix("-id")
    return f"{bare}-1" if bare != slug or slug == "id" else slug


def _number(schema: Schema) -> float:
    least, most = schema.get("minimum"), schema.get("maximum")
    number = 1.0 if schema.get("type") == "number" else 1
    if least is not None and number < least:
        number = least
    if most is not None and number > most:
        number = most
    if (least is not None and number < least) or (schema.get("type") == "integer" and number != int(number)):
        raise NoExampleError
    return number


def _matching(pattern: str, least: int, most: int | None) -> str:
    """A text that matches a pattern: a known one, or one that is put together from the pattern."""
    if len(pattern) > 200:
        raise NoExampleError
    wanted = re.compile(pattern)
    for text in (*_KNOWN, *islice(_built(pattern), 4)):
        if least <= len(text) <= (len(text) if most is None else most) and wanted.search(text):
            return text
    raise NoExampleError


def _built(pattern: str) -> list[str]:
    """Texts that a simple pattern may match: classes, repetitions, groups and the first of alternatives."""
    bare = pattern.removeprefix("^").removesuffix("$")
    texts: list[str] = []
    for extra in (0, 1, 3, 7):
        try:
            texts.append(_Pattern(bare, extra).text())
        except (IndexError, ValueError):
            return texts
    return texts


class _Pattern:
    """Reads a pattern once, and writes a text on the way; `extra` is how often `*` and `+` repeat beyond the least."""

    def __init__(self, pattern: str, extra: int) -> None:
        self._pattern = pattern
        self._extra = extra
        self._at = 0

    def text(self) -> str:
        """The text for the pattern from here to its end, or to the end of the group."""
        made, alternatives = "", list[str]()
        while self._at < len(self._pattern) and self._pattern[self._at] != ")":
            if self._pattern[self._at] == "|":
                alternatives.append(made)
                made = ""
                self._at += 1
                continue
            made += self._repeated(self._atom())
        return [*alternatives, made][0]

    def _atom(self) -> str:
        letter = self._next()
        if letter == "(":
            if self._pattern.startswith("?:", self._at):
                self._at += 2
            inner = self.text()
            self._at += 1
            return inner
        if letter == "[":
            return self._one_of()
        if letter == "\\":
            escaped = self._next()
            return _CLASSES.get(escaped, escaped)
        return {".": "a", "^": "", "$": ""}.get(letter, letter)

    def _one_of(self) -> str:
        end = self._pattern.index("]", self._at + 1)
        inner = self._pattern[self._at : end]
        self._at = end + 1
        candidates = "aA1-_ .,xX0"
        return next(each for each in (inner[:1], *candidates) if each and re.fullmatch(f"[{inner}]", each))

    def _repeated(self, atom: str) -> str:
        if found := re.compile(r"\{(\d+)(?:,(\d*))?\}").match(self._pattern, self._at):
            self._at = found.end()
            least = int(found[1])
            most = least if found[2] is None else int(found[2]) if found[2] else least + self._extra
            return atom * min(most, least + self._extra)
        sign = self._pattern[self._at : self._at + 1]
        if sign in ("*", "+", "?") and sign:
            self._at += 1
            return atom * {"*": self._extra, "+": 1 + self._extra, "?": min(1, self._extra)}[sign]
        return atom

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]
