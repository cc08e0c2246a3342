"""Where the language takes qualified names that CML doesn't: in its own constructs. A fix of pure CML must stay CML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ctxmap.syntax.tree import Declaration, File, Member, Name, Operation, Relationship, Setting, Step

_KEYS: Final = frozenset(
    {"aggregates", "caller", "commands", "composes", "contexts", "data", "events", "exclude", "extractedFrom", "from",
     "include", "invokes", "issues", "on", "operations", "publisher", "reads", "serves", "writes"}
)  # fmt: skip


def takes_qualified_name(file: File, name: Name) -> bool:
    """Whether a qualified name may be written instead of a name, as the Context Mapper tool sees it."""
    return _takes(file.members, name)


def _takes(members: Iterable[Member], name: Name) -> bool:
    for member in members:
        if member.start <= name.start < member.end:
            match member:
                case Setting():
                    return member.key.text in _KEYS
                case Declaration(members=inner) | Relationship(members=inner):
                    return _takes(inner, name)
                case Operation(options=inner):
                    return _takes(inner, name)
                case _:
                    return isinstance(member, Step)
    return False
