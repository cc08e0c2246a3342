"""References in a document (`$ref`): those that lead nowhere, and what the others lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import unquote

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.document import MALFORMED, Document, Path, at_path

_NO_REFERENCES = frozenset({"example", "examples", "default", "const", "enum"})
"""Keys of which the values are data."""


def broken_references(document: Document) -> Iterator[Finding]:
    """References to what is not in the document; those into other files aren't looked at."""
    for path, reference in references(document.value):
        if reference.startswith("#") and not _leads_somewhere(document.value, path_of(reference)):
            message = f'"{reference}" leads to nothing in this document'
            yield Finding(document.place(*path), message, rule=MALFORMED, severity=Severity.ERROR)


def _leads_somewhere(value: Any, path: Path) -> bool:
    """Whether something is there, or another reference is on the way."""
    ways = (at_path(value, path[:length]) for length in range(len(path)))
    return at_path(value, path) is not None or any(isinstance(each, dict) and "$ref" in each for each in ways)


def references(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """All references with their place."""
    if isinstance(value, dict):
        for key, held in cast("dict[str, Any]", value).items():
            if key == "$ref" and isinstance(held, str):
                yield (*path, key), held
            elif key not in _NO_REFERENCES or path[-1:] == ("properties",):
                yield from references(held, (*path, key))
    elif isinstance(value, list):
        for number, held in enumerate(cast("list[Any]", value)):
            yield from references(held, (*path, number))


def path_of(reference: str) -> Path:
    """The path that the fragment of a reference leads to."""
    steps = unquote(reference.partition("#")[2]).removeprefix("/")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps.split("/")) if steps else ()
