"""JSON and YAML texts → plain values, with the position of everything in them.

YAML is read by PyYAML, as far as it is what JSON can say: scalars by the core schema of YAML 1.2, so that `on` and
`2026-11-30` are texts; keys are always texts; aliases and merge keys are followed. Positions in JSON are looked for
only when they are needed, by going through the text once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
import yaml

from ctxmap.findings.finding import Finding, Severity
from ctxmap.text.source import Source, Span

Path = tuple[str | int, ...]
"""Keys and numbers of items that lead to a part of a document."""
MALFORMED = "malformed-contract"
"""The rule of mistakes in foreign documents."""

_SPACE = re.compile(r"[ \t\r\n]*")
_NULL = re.compile(r"(?:null|Null|NULL|~|)")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_MERGE = "<<"
_DEEPEST = 200


class Document(msgspec.Struct, frozen=True, eq=False):
    """A document of a text: its value, and where in the text the parts of it stand."""

    source: Source
    value: Any
    locate: Callable[[Path], Span]

    def place(self, *path: str | int) -> Span:
        """The key of a part, or the part itself where it is a single value; of what is missing, where it would be."""
        return self.locate(path)


def read_documents(source: Source) -> tuple[Sequence[Document], Sequence[Finding]]:
    """The documents of a text: one, or several one after the other; a text that can't be read has none."""
    is_json = source.path.endswith((".json", ".jsonl", ".ndjson")) or source.text.lstrip().startswith(("{", "["))
    try:
        documents = list(_json(source) if is_json else _yaml(source))
        return documents, () if documents else [_mistake(source, 0, "an empty document")]
    except json.JSONDecodeError as error:
        return (), [_mistake(source, error.pos, f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return (), [_mistake(source, mark.index if mark else 0, f"not valid YAML: {error.problem or error.context}")]
    except yaml.reader.ReaderError as error:
        return (), [_mistake(source, error.position, f"not valid YAML: {error.reason}")]
    except (_TooDeepError, RecursionError):
        return (), [_mistake(source, 0, "nested too deeply")]


def _mistake(source: Source, at: int, message: str) -> Finding:
    at = min(at, len(source.text.rstrip()))
    return Finding(Span(source.path, at, at + 1), message, rule=MALFORMED, severity=Severity.ERROR)


def _json(source: Source) -> Iterator[Document]:
    """The values of a text one after the other, as in JSON Lines."""
    decoder, text = json.JSONDecoder(), source.text
    at = _skip_space(text, 0)
    while True:
        value, end = decoder.raw_decode(text, at)
        yield Document(source, value, _InJson(source, at).place)
        at = _skip_space(text, end)
        if at == len(text):
            return


class _InJson:
    """Finds parts of the value that begins at a character."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._start = start
        self._decoder = json.JSONDecoder()

    def place(self, path: Path) -> Span:
        start, end = self._start, self._start + 1
        at = start
        for step in path:
            found = self._step(at, step)
            if not found:
                break
            start, end, at = found
        if self._source.text[at] not in "{[" and path:
            start, end = at, self._end(at)
        return Span(self._source.path, start, end)

    def _step(self, at: int, step: str | int) -> tuple[int, int, int] | None:
        """Beginning and end of what to mark, and the beginning of the part."""
        text = self._source.text
        is_object, number = text[at] == "{", 0
        if text[at] not in "{[":
            return None
        at = _skip_space(text, at + 1)
        while text[at] not in "]}":
            key, start, end = number, at, at + 1
            if is_object:
                key, end = self._decoder.raw_decode(text, at)
                at = _skip_space(text, _skip_space(text, end) + 1)
            if key == step:
                return start, end, at
            at = _skip_space(text, self._end(at))
            at = _skip_space(text, at + 1) if text[at] == "," else at
            number += 1
        return None

    def _end(self, at: int) -> int:
        _, end = self._decoder.raw_decode(self._source.text, at)
        return end


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(source: Source) -> Iterator[Document]:
    for root in yaml.compose_all(source.text, _Loader):
        yield Document(source, _Values().of(root), _InYaml(source, root).place)


class _TooDeepError(Exception):
    pass


class _Values:
    """The values of nodes; what an alias refers to is one value, however often it is used."""

    def __init__(self) -> None:
        self._known: dict[int, Any] = {}
        self._open: set[int] = set()

    def of(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        key = id(node)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            raise yaml.MarkedYAMLError(problem="an anchor that contains itself", problem_mark=node.start_mark)
        if len(self._open) > _DEEPEST:
            raise _TooDeepError
        self._open.add(key)
        self._known[key] = self._mapping(node) if isinstance(node, yaml.MappingNode) else self._list(node)
        self._open.remove(key)
        return self._known[key]

    def _list(self, node: yaml.Node) -> list[Any]:
        return [self.of(each) for each in cast("list[yaml.Node]", node.value)]

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            name = _key(key)
            if name == _MERGE and _is_plain(key):
                held = self.of(value)
                parts = cast("list[Any]", held) if isinstance(held, list) else [held]
                for part in parts:
                    merged = {**cast("dict[str, Any]", part), **merged} if isinstance(part, dict) else merged
            elif name in own:
                raise yaml.MarkedYAMLError(problem=f'duplicate key "{name}"', problem_mark=key.start_mark)
            else:
                own[name] = self.of(value)
        return {**merged, **own}


class _InYaml:
    """Finds parts of a node."""

    def __init__(self, source: Source, root: yaml.Node) -> None:
        self._source = source
        self._root = root

    def place(self, path: Path) -> Span:
        marked = node = self._root
        for step in path:
            found = _child(node, step)
            if not found:
                break
            marked, node = found
        if isinstance(node, yaml.ScalarNode):
            marked = node
        start, end = marked.start_mark.index, marked.end_mark.index
        if not isinstance(marked, yaml.ScalarNode):
            end = start + 1
        return Span(self._source.path, start, max(end, start + 1))


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The node to mark, and the node of the part."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if _key(key) == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if not _is_plain(node):
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text) if len(text) < 300 else text
    return float(text) if _FLOAT.fullmatch(text) else text


def mapping(value: Any) -> dict[str, Any]:
    """A value as a mapping; empty if it is none."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def at_path(value: Any, path: Path) -> Any:
    """A part of a value; None for what isn't there."""
    for step in path:
        if isinstance(value, dict):
            value = cast("Mapping[str | int, Any]", value).get(step)
        elif isinstance(value, list) and isinstance(step, int):
            items = cast("list[Any]", value)
            value = items[step] if step < len(items) else None
        else:
            return None
    return value
