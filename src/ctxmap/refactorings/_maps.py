"""What happens on the maps when a context is divided or new: who contains it, and who is related to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from ctxmap.findings.fix import AddItem
from ctxmap.model.elements import (
    BoundedContext,
    ContextMap,
    Element,
    Reference,
    Relationship,
)
from ctxmap.model.walk import references
from ctxmap.refactorings import RefactoringError
from ctxmap.refactorings._draft import Draft
from ctxmap.text.source import Span
from ctxmap.vocabulary import RoleKind
from ctxmap.writer import write
from ctxmap.writer.words import name

Thing = TypeVar("Thing", bound=Element)
Goes = Callable[[Reference], bool]
"""Whether something that a relationship names goes to another context."""


def each_once(things: Iterable[Thing]) -> list[Thing]:
    """Elements of several models, those in shared files once."""
    return list({thing.at: thing for thing in things}.values())


def maps(draft: Draft) -> list[ContextMap]:
    """All maps."""
    return each_once(each for model in draft.models for each in model.maps)


def map_of(draft: Draft, relationship: Relationship) -> ContextMap:
    """The map that a relationship is written on."""
    return next(each for each in maps(draft) if any(one.at == relationship.at for one in each.relationships))


def shows(each: ContextMap, context: str) -> bool:
    """Whether a context is on a map."""
    return any(one.target == context for one in each.contains) or any(
        side.context == context for one in each.relationships for side in one.sides
    )


def contain(draft: Draft, on: ContextMap, *contexts: str) -> None:
    """Put contexts on a map."""
    new = [name(each) for each in contexts if not any(one.target == each for one in on.contains)]
    if new:
        draft.change(AddItem(on.at, "contains", ", ".join(new)))


def related(upstream: str, downstream: str, *roles: RoleKind) -> str:
    """The text of a relationship with roles of both sides: `A [U,OHS] -> [D,ACL] B`."""
    above = [each for each in roles if each in ("OHS", "PL")]
    below = [each for each in roles if each in ("ACL", "CF")]
    return f"{name(upstream)} [{','.join(('U', *above))}] -> [{','.join(('D', *below))}] {name(downstream)}"


def map_for(draft: Draft, context: BoundedContext) -> Sequence[ContextMap]:
    """The maps that a context is on; if it is on none, the first one of its file or model."""
    found = [each for each in maps(draft) if shows(each, context.qualified_name)]
    return found or [each for each in maps(draft) if each.at.path == context.at.path][:1] or maps(draft)[:1]


def relate(draft: Draft, context: BoundedContext, new: Sequence[str], *relationships: str) -> None:
    """Put new contexts on the maps of a context, or on a new map with it, with relationships."""
    found = map_for(draft, context)
    for each in found:
        contain(draft, each, context.qualified_name, *new)
        for relationship in relationships:
            draft.append(each, relationship)
    if not found:
        body = "\n".join((f"contains {', '.join(map(name, (context.name, *new)))}", *relationships))
        draft.write_at_end(context.at.path, f"ContextMap {{\n{body}\n}}")


def refuse_taken(draft: Draft, *contexts: str) -> None:
    """Refuse names that other contexts have."""
    for model in draft.models:
        for each in model.contexts:
            if each.name in contexts:
                raise RefactoringError(f'there is a context named "{each.name}" already; choose another name')


# ---- A context is divided ------------------------------------------------------------------------------------------


def divide(draft: Draft, context: BoundedContext, moved: Mapping[str, str]) -> None:
    """Give relationships to the contexts that aggregates move to: `moved` has these by qualified name.

    A relationship that is only about things that move goes with them; one that is about several is divided. Where what
    has moved and what stays refer to each other, or to other contexts, the new context gets a relationship too.
    """
    new = list(dict.fromkeys(moved.values()))
    needs = _needs(draft, context, moved)
    for on in maps(draft):
        if not shows(on, context.qualified_name):
            continue
        contain(draft, on, *new)
        written = {(each, other) for each in new for other in _divided(draft, on, context, each, moved)}
        for upstream, downstream in needs:
            if (downstream, upstream) in written or (upstream, downstream) in written:
                continue
            if text := _needed(on, context, upstream, downstream, needs):
                draft.append(on, text)


def _needs(draft: Draft, context: BoundedContext, moved: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who refers to whose things, as pairs of upstream and downstream, of which one is a new context."""
    homes = _homes(draft, context, moved)
    found: dict[tuple[str, str], None] = {}
    for model in draft.models:
        for at, target in references(model):
            here = next((new for old, new in homes if _is_in(at, old)), "")
            there = _home(target, moved)
            if "::" in target and here and here != there and {here, there} & set(moved.values()):
                found[there, here] = None
    return list(found)


def _homes(draft: Draft, context: BoundedContext, moved: Mapping[str, str]) -> list[tuple[Span, str]]:
    """The places of the context's text and the contexts that they belong to afterwards, the innermost first."""
    inner = [
        (draft.span(each), moved[each.qualified_name]) for each in context.aggregates if each.qualified_name in moved
    ]
    return [*inner, (draft.span(context), context.qualified_name)]


def _is_in(at: Span, around: Span) -> bool:
    return at.path == around.path and around.start <= at.start and at.end <= around.end


def _home(target: str, moved: Mapping[str, str]) -> str:
    for aggregate, new in moved.items():
        if target == aggregate or target.startswith(f"{aggregate}::"):
            return new
    return target.partition("::")[0]


def _needed(
    on: ContextMap, context: BoundedContext, upstream: str, downstream: str, needs: Sequence[tuple[str, str]]
) -> str:
    """The relationship that references need; "" where the context has none that could be a model for it."""
    own = context.qualified_name
    for each in on.relationships:
        if {side.context for side in each.sides} == {upstream, own} and upstream != own:
            sides = [replace(side, context=downstream) if side.context == own else side for side in each.sides]
            return write(Relationship(kind=each.kind, id="", upstream=sides[0], downstream=sides[1])).strip()
    if not _is_new(on, upstream, own) or not _is_new(on, downstream, own):
        return ""
    if (downstream, upstream) in needs:
        return f"{name(upstream)} [P] <-> [P] {name(downstream)}" if upstream < downstream else ""
    return related(upstream, downstream)


def _is_new(on: ContextMap, context: str, own: str) -> bool:
    """Whether a context is the divided one or new."""
    return context == own or not shows(on, context)


def _divided(
    draft: Draft, on: ContextMap, context: BoundedContext, new: str, moved: Mapping[str, str]
) -> Iterator[str]:
    """Divide the relationships of a context on a map, or pass them on; yields the other contexts."""
    own = context.qualified_name

    def goes(reference: Reference) -> bool:
        return reference.target is not None and _home(reference.target, moved) == new

    for each in on.relationships:
        if own not in [side.context for side in each.sides]:
            continue
        named = list(_named(each))
        going = [one for one in named if goes(one)]
        if not going:
            continue
        yield next(side.context for side in each.sides if side.context != own)
        if len(going) == len(named):
            for at, target in references(each):
                if target == own:
                    draft.replace(at, name(new))
            continue
        draft.append(on, write(_part(each, own, new, goes)).strip())
        _leave_out(draft, each, goes)


def _named(each: Relationship) -> Iterator[Reference]:
    """What a relationship names: aggregates, operations, events, commands, data."""
    yield from each.exposed_aggregates
    for sync in each.syncs:
        yield from sync.operations
    for asynchronous in each.asyncs:
        yield from (*asynchronous.events, *asynchronous.commands)
    for batch in each.batches:
        yield from batch.data


def _part(each: Relationship, own: str, new: str, goes: Goes) -> Relationship:
    """The part of a relationship that goes to a new context."""

    def kept(several: tuple[Reference, ...]) -> tuple[Reference, ...]:
        return tuple(replace(one, name=_last(one)) for one in several if goes(one))

    def renamed(context: str) -> str:
        return new if context == own else context

    return replace(
        each,
        name=f"{each.name}_{new}" if each.name else "",
        upstream=replace(each.upstream, context=renamed(each.upstream.context)),
        downstream=replace(each.downstream, context=renamed(each.downstream.context)),
        exposed_aggregates=kept(each.exposed_aggregates),
        syncs=tuple(
            replace(one, operations=left, caller=renamed(one.caller), callee=renamed(one.callee))
            for one in each.syncs
            if (left := kept(one.operations))
        ),
        asyncs=tuple(
            replace(
                one,
                events=kept(one.events),
                commands=kept(one.commands),
                publisher=renamed(one.publisher),
                consumer=renamed(one.consumer),
                command_sender=renamed(one.command_sender),
                command_receiver=renamed(one.command_receiver),
            )
            for one in each.asyncs
            if kept((*one.events, *one.commands))
        ),
        batches=tuple(
            replace(one, data=left, publisher=renamed(one.publisher), consumer=renamed(one.consumer))
            for one in each.batches
            if (left := kept(one.data))
        ),
    )


def _leave_out(draft: Draft, each: Relationship, goes: Goes) -> None:
    """Without what goes elsewhere; a block of which nothing is left goes, too."""
    going = [one.at for one in each.exposed_aggregates if goes(one)]
    blocks: list[tuple[Element, tuple[Reference, ...]]] = [
        *((one, one.operations) for one in each.syncs),
        *((one, (*one.events, *one.commands)) for one in each.asyncs),
        *((one, one.data) for one in each.batches),
    ]
    for block, several in blocks:
        if several and all(map(goes, several)):
            draft.remove(block)
        else:
            going += [one.at for one in several if goes(one)]
    draft.drop(going)


def _last(reference: Reference) -> str:
    return (reference.target or reference.name).rpartition("::")[2]
