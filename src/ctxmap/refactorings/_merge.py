"""Two declarations become one: lists are joined, and what only the second one says is said by the first one now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ctxmap.findings.fix import AddItem, AddMember
from ctxmap.model.elements import Element
from ctxmap.refactorings._draft import Draft
from ctxmap.syntax.tree import Declaration, Setting, Text, Value
from ctxmap.text.source import Span
from ctxmap.writer.words import quoted

_JOINED: Mapping[str, str] = {"domainVisionStatement": " ", "implementationTechnology": ", "}
"""Texts that are joined, and by what."""
_LISTS: Collection[str] = frozenset(
    {"responsibilities", "useCases", "features", "userRequirements", "userStories", "database", "reads", "writes",
     "realizes", "tags"}
)  # fmt: skip
_ALIKE = {"likelihoodForChange": "structuralVolatility"}
"""Keys of one attribute."""


def merge(draft: Draft, first: Element, second: Element) -> None:
    """Move everything in the second declaration into the first one, and remove the second one."""
    node = draft.node(second)
    assert isinstance(node, Declaration)
    path = second.at.path
    for member in node.members:
        block = draft.block_of(member, path)
        if isinstance(member, Setting):
            _merge_setting(draft, first, member, path)
        elif _is_application(member) and (own := _application(draft, first)):
            for inner in member.members if isinstance(member, Declaration) else ():
                draft.append(own, draft.block_of(inner, path))
        else:
            draft.append(first, block)
    for clause in node.head:
        _merge_clause(draft, first, clause, path)
    draft.remove(second)


def _is_application(member: object) -> bool:
    return isinstance(member, Declaration) and member.keyword.text == "Application"


def _application(draft: Draft, first: Element) -> Element | None:
    own = next((each for each in draft.members(first) if _is_application(each)), None)
    return Element(at=Span(first.at.path, own.start, own.start)) if own else None


def _merge_setting(draft: Draft, first: Element, setting: Setting, path: str) -> None:
    key = setting.key.text
    block = draft.block_of(setting, path)
    own = draft.setting(first, key, _ALIKE.get(key, key), *(one for one, other in _ALIKE.items() if other == key))
    texts = [value for value in setting.values if value]
    if own is None:
        draft.change(AddMember(first.at, draft.text(Span(block.path, block.start, block.end))))
    elif key in _LISTS and texts:
        written = {_words(value) for value in own.values if value}
        new = [draft.text(Span(path, each.start, each.end)) for each in texts if _words(each) not in written]
        if new:
            draft.change(AddItem(first.at, key, ", ".join(new)))
    elif key in _JOINED and isinstance(texts[0], Text):
        value = own.values[0]
        if isinstance(value, Text) and texts[0].value and texts[0].value not in value.value:
            joined = f"{value.value}{_JOINED[key]}{texts[0].value}" if value.value else texts[0].value
            draft.replace(Span(first.at.path, value.start, value.end), quoted(joined))


def _words(value: Value) -> str:
    return value.value if isinstance(value, Text) else value.text


def _merge_clause(draft: Draft, first: Element, clause: Setting, path: str) -> None:
    """`implements`, `realizes`, `refines`: what a head says."""
    node = draft.node(first)
    assert isinstance(node, Declaration)
    own = next((each for each in node.head if each.key.text == clause.key.text), None)
    if own is None:
        parts = (node.keyword, node.name, *node.head)
        end = max(part.end for part in parts if part)
        draft.replace(Span(first.at.path, end, end), f" {draft.text(Span(path, clause.start, clause.end))}")
    elif clause.key.text != "refines":
        written = {_words(value) for value in own.values if value}
        new = [
            draft.text(Span(path, each.start, each.end))
            for each in clause.values
            if each and _words(each) not in written
        ]
        if new:
            draft.replace(Span(first.at.path, own.end, own.end), f", {', '.join(new)}")
