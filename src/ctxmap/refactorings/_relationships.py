"""Relationships that become another kind: the words at the arrow change, and the body stays."""

from __future__ import annotations

from ctxmap.model.elements import BoundedContext, Relationship
from ctxmap.refactorings import RefactoringError
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import contain, map_of, refuse_taken, related
from ctxmap.syntax.tree import Relationship as Written
from ctxmap.text.source import Span
from ctxmap.writer.words import name


def require(relationship: Relationship, kind: str, called: str) -> None:
    """Refuse a relationship of another kind."""
    if relationship.kind != kind:
        raise RefactoringError(f"the relationship is not {called}")


def become(draft: Draft, relationship: Relationship, head: str) -> None:
    """Write another head: both contexts, their roles, and the arrow between."""
    node = draft.node(relationship)
    assert isinstance(node, Written)
    start = min(part.start for part in (node.left, *node.left_roles))
    end = max(part.end for part in (node.right, *node.right_roles))
    text = draft.text(Span(relationship.at.path, 0, node.end))
    start = _opened(text, start)
    end = _closed(text, end)
    draft.replace(Span(relationship.at.path, start, end), head)


def become_symmetric(draft: Draft, relationship: Relationship, role: str) -> None:
    """Become a partnership (`P`) or a shared kernel (`SK`), with the sides in their places."""
    node = draft.node(relationship)
    assert isinstance(node, Written)
    become(draft, relationship, f"{name(node.left.text)} [{role}] <-> [{role}] {name(node.right.text)}")


def become_directed(draft: Draft, relationship: Relationship, upstream: BoundedContext | None) -> None:
    """Become upstream-downstream; without a choice, the left side is upstream."""
    sides = [side.context for side in relationship.sides]
    chosen = upstream.qualified_name if upstream else sides[0]
    if chosen not in sides:
        raise RefactoringError(f'"{chosen}" is not a side of the relationship')
    other = next(each for each in sides if each != chosen)
    become(draft, relationship, related(chosen, other))


def extract_common(draft: Draft, relationship: Relationship, called: str, aggregate: str) -> None:
    """A new context, upstream of both sides, for what they have in common; the relationship itself goes."""
    refuse_taken(draft, called)
    on = map_of(draft, relationship)
    contain(draft, on, called)
    draft.remove(relationship)
    for side in relationship.sides:
        draft.append(on, related(called, side.context))
    root = f"{aggregate}Root"
    text = f"Aggregate {name(f'{aggregate}Aggregate')} {{\nEntity {name(root)} {{\naggregateRoot\n}}\n}}"
    behind = max(
        _declared(draft, relationship), key=lambda each: (each.at.path == on.at.path, each.at.start), default=None
    )
    body = f"BoundedContext {name(called)} {{\n{text}\n}}"
    if behind:
        draft.write_behind(behind, body)
    else:
        draft.write_at_end(on.at.path, body)


def _declared(draft: Draft, relationship: Relationship) -> list[BoundedContext]:
    names = [side.context for side in relationship.sides]
    return [each for model in draft.models for each in model.contexts if each.qualified_name in names]


def _opened(text: str, start: int) -> int:
    """With the bracket before roles that stand before a name."""
    before = text[:start].rstrip()
    return len(before) - 1 if before.endswith("[") else start


def _closed(text: str, end: int) -> int:
    """With the bracket behind roles that stand behind a name."""
    behind = text[end:].lstrip()
    return len(text) - len(behind) + 1 if behind.startswith("]") else end
