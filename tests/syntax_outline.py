"""Syntax trees as text, for goldens: short (`outline`, on a line) or whole (`dump`, every field of every node)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ctxmap.syntax.tree import (
    Declaration,
    EnumValue,
    Feature,
    File,
    FlowStep,
    Member,
    Name,
    Operation,
    Property,
    Relationship,
    Setting,
    Step,
    Text,
)


def outline(members: tuple[Member, ...]) -> str:
    """What was read, in a line: `BoundedContext A(type, Aggregate X)`."""
    return ", ".join(map(_outline, members))


def _outline(member: Member) -> str:
    match member:
        case Declaration(keyword=keyword, name=name, members=members):
            return " ".join(filter(None, (keyword.text, name and name.text))) + (
                f"({outline(members)})" if members else ""
            )
        case Relationship(left=left, arrow=arrow, right=right):
            return f"{left.text} {_roles(member.left_roles)}{arrow.text} {_roles(member.right_roles)}{right.text}" + (
                f"({outline(member.members)})" if member.members else ""
            )
        case Setting(key=key):
            return key.text
        case Operation(name=name):
            return f"{name.text}()"
        case Property(marker=marker, type=type_, name=name):
            return " ".join(filter(None, (marker and marker.text, type_.name.text, name and name.text)))
        case EnumValue(name=name):
            return name.text
        case Step(operation=operation):
            return f"step {operation.text}"
        case FlowStep(kind=kind, subjects=subjects):
            return f"{kind.text} {' + '.join(subject.text for subject in subjects)}"
        case Feature(entity=entity):
            return f"feature {entity.value!r}"


def _roles(roles: tuple[Name, ...]) -> str:
    return f"[{','.join(role.text for role in roles)}] " if roles else ""


def dump(file: File) -> str:
    """Every node with every field that says something, in the order of the text; places are left out."""
    return "\n".join(line for member in file.members for line in _dump(member, 0)) + "\n"


def _dump(node: Any, depth: int) -> Iterator[str]:
    fields = {field: getattr(node, field) for field in node.__struct_fields__ if field not in ("start", "end")}
    members = fields.pop("members", ())
    said = [f"{field}={_short(value)}" for field, value in fields.items() if value not in (None, (), False)]
    yield f"{'  ' * depth}{type(node).__name__} {' '.join(said)}"
    for member in members:
        yield from _dump(member, depth + 1)


def _short(value: Any) -> str:
    if isinstance(value, Name):
        return value.text
    if isinstance(value, Text):
        return repr(value.value)
    if isinstance(value, tuple):
        parts: tuple[Any, ...] = value  # type: ignore[reportUnknownVariableType] -- of nodes
        return f"({', '.join(map(_short, parts))})"
    if isinstance(value, msgspec.Struct):
        return f"<{next(_dump(value, 0))}>"
    return repr(value)
