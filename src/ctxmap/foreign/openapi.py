"""OpenAPI 3 documents, as services publish them: what is served at which method and path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, cast

import msgspec
from msgspec.structs import replace
from pydantic import Field

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.document import MALFORMED, Document, Path, mapping
from ctxmap.foreign.form import Components, Form, SchemaForm, mistakes
from ctxmap.foreign.references import broken_references, references

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


class Served(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """An operation of a document. `path` has the names of parameters; `described` is as the document has it."""

    method: str
    path: str
    operation_id: str
    element: str
    described: Mapping[str, Any]
    at: Path

    @property
    def address(self) -> str:
        """`GET /orders/{orderId}`."""
        return f"{self.method.upper()} {self.path}"


class _Media(Form):
    schema_: SchemaForm | None = Field(None, alias="schema")


class _Parameter(Form):
    name: str = ""
    in_: Literal["path", "query", "header", "cookie", ""] = Field("", alias="in")
    required: bool = False
    schema_: SchemaForm | None = Field(None, alias="schema")
    content: dict[str, _Media] = {}


class _Body(Form):
    required: bool = False
    content: dict[str, _Media] = {}


class _Operation(Form):
    operationId: str | None = None
    parameters: list[_Parameter] = []
    requestBody: _Body | None = None
    responses: dict[str, _Body] = {}
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _Item(Form):
    parameters: list[_Parameter] = []
    get: _Operation | None = None
    put: _Operation | None = None
    post: _Operation | None = None
    delete: _Operation | None = None
    patch: _Operation | None = None
    head: _Operation | None = None
    options: _Operation | None = None


class _Info(Form):
    title: str | None = None
    ours: dict[str, Any] = Field({}, alias="x-ctxmap")


class _OpenApi(Form):
    openapi: str
    info: _Info | None = None
    paths: dict[str, _Item] = {}
    components: Components = Components()


def read_openapi(document: Document) -> tuple[Document, Sequence[Finding]]:
    """The document with its schemas as in OpenAPI 3.1, and what is wrong with it."""
    found = [*_of_another_kind(document)]
    if not found:
        found = [*mistakes(document, _OpenApi), *broken_references(document), *_other_files(document)]
    if found:
        return document, found
    value = _modern(document.value)
    return replace(document, value=value if _has_integers(value) else _with_any_numbers(value)), ()


def served(document: Document) -> Iterator[Served]:
    """All operations of a document without mistakes."""
    for path, item in document.value.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                own = item[method]
                described = {**own, "parameters": [*item.get("parameters", ()), *own.get("parameters", ())]}
                yield Served(
                    method=method,
                    path=path,
                    operation_id=own.get("operationId") or "",
                    element=str(own.get("x-ctxmap", {}).get("element", "")),
                    described=described,
                    at=("paths", path, method),
                )


def _of_another_kind(document: Document) -> Iterator[Finding]:
    value = mapping(document.value)
    version = value.get("openapi", value.get("swagger"))
    if version is None or (isinstance(version, str) and version.startswith("3.")):
        if "openapi" not in value:
            yield _mistake(document, (), 'not an OpenAPI document: "openapi" is missing')
        return
    key = "openapi" if "openapi" in value else "swagger"
    yield _mistake(document, (key,), f"version {version} is not supported", "convert the document to OpenAPI 3")


def _other_files(document: Document) -> Iterator[Finding]:
    for path, reference in references(document.value):
        if not reference.startswith("#"):
            yield _mistake(document, path, f'"{reference}" leads to another file', "bundle the document into one file")


def _mistake(document: Document, path: Path, message: str, hint: str = "") -> Finding:
    return Finding(document.place(*path), message, hint, rule=MALFORMED, severity=Severity.ERROR)


def _has_integers(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_has_integers, cast("list[Any]", value)))
    return mapping(value).get("type") == "integer" or any(map(_has_integers, mapping(value).values()))


def _with_any_numbers(value: Any) -> Any:
    """A document that never says `integer`, as those from TypeScript: its numbers may be whole (`x-any-number`)."""
    if isinstance(value, list):
        return [_with_any_numbers(each) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    held = {key: _with_any_numbers(each) for key, each in mapping(value).items()}
    is_number = held.get("type") in ("number", ["number", "null"]) and "format" not in held
    return {**held, "x-any-number": True} if is_number else held


def _modern(value: Any) -> Any:
    """Schemas of OpenAPI 3.0 as in 3.1: `nullable` is a type, an exclusive limit is a number."""
    if isinstance(value, list):
        return [_modern(each) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    held = {key: _modern(each) for key, each in cast("dict[str, Any]", value).items()}
    for key, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if held.get(key) is True and limit in held:
            held[key] = held.pop(limit)
        elif isinstance(held.get(key), bool):
            del held[key]
    if held.get("nullable") not in (True, False):  # not the keyword, but a member of that name
        return held
    if not held.pop("nullable"):
        return held
    kind = held.get("type")
    if isinstance(kind, str):
        enum = {"enum": [*held["enum"], None]} if "enum" in held and None not in held["enum"] else {}
        return {**held, "type": [kind, "null"], **enum}
    return {"anyOf": [held, {"type": "null"}]}
