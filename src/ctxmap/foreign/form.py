"""The form that a foreign document has to have, as far as it is used: pydantic models, and mistakes as findings.

pydantic is imported in this folder only, and only by commands that read foreign documents: it takes 0.2 s, reports
every mistake with its path, and what it builds is thrown away: the documents are used as plain values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.document import MALFORMED, Document, Path, at_path


class Form(BaseModel):
    """A mapping of which some keys have a form; the others may hold anything."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


def _unless_bool(value: object) -> object:
    return None if isinstance(value, bool) else value


NotBool = BeforeValidator(_unless_bool)
"""For what may also be `true` or `false`."""


class SchemaForm(Form):
    """A JSON Schema, as far as it is compared."""

    type: Any = None
    properties: dict[str, Annotated[SchemaForm | None, NotBool]] = {}
    required: Annotated[list[str] | None, NotBool] = None
    items: Annotated[SchemaForm | None, NotBool] = None
    additionalProperties: Annotated[SchemaForm | None, NotBool] = None
    oneOf: list[SchemaForm] = []
    anyOf: list[SchemaForm] = []
    allOf: list[SchemaForm] = []
    enum: list[Any] | None = None
    minimum: float | int | None = None
    maximum: float | int | None = None
    minLength: int | None = None
    maxLength: int | None = None
    minItems: int | None = None
    maxItems: int | None = None
    pattern: str | None = None
    format: str | None = None
    title: str | None = None


class Components(Form):
    """What is referred to."""

    schemas: dict[str, Annotated[SchemaForm | None, NotBool]] = {}


_KINDS = {
    "missing": "",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "list_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
}
_NAMES = ((bool, "true or false"), (str, "text"), (int, "a number"), (float, "a number"), (list, "a list"))


def mistakes(document: Document, form: type[Form]) -> Iterator[Finding]:
    """Every place where a document doesn't have its form."""
    try:
        form.model_validate(document.value)
    except ValidationError as error:
        found: dict[tuple[Path, str], Finding] = {}
        for each in error.errors(include_url=False, include_input=False):
            path = _path(document, each["loc"])
            at = document.place(*(path[:-1] if each["type"] == "missing" else path))
            message = _message(document, path, each["type"], each["msg"])
            found.setdefault((path, message), Finding(at, message, rule=MALFORMED, severity=Severity.ERROR))
        yield from found.values()


def _path(document: Document, location: tuple[int | str, ...]) -> Path:
    """The location in the document: pydantic names the alternatives of a type in between."""
    path: Path = ()
    for number, step in enumerate(location):
        held = at_path(document.value, path)
        is_there = step in cast("dict[object, object]", held) if isinstance(held, dict) else isinstance(step, int)
        if is_there or number == len(location) - 1:
            path = (*path, step)
    return path


def _message(document: Document, path: Path, kind: str, otherwise: str) -> str:
    name = next((f'"{step}"' for step in reversed(path) if isinstance(step, str)), "the document")
    if kind == "missing":
        return f"{name} is missing"
    what = f"an item of {name}" if path and isinstance(path[-1], int) else name
    if kind not in _KINDS:
        return f"{what} is wrong: {otherwise[:1].lower()}{otherwise[1:]}"
    value = at_path(document.value, path)
    actual = "empty" if value is None else next((word for cls, word in _NAMES if isinstance(value, cls)), "a mapping")
    return f"{what} must be {_KINDS[kind]}, not {actual}"
