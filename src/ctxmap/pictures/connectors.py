"""A relationship as a connector: who influences whom, what flows, and with which guarantees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ctxmap.drawing.diagram import ArrowAt, Badge, Connector, Mark, Note, Stroke
from ctxmap.model import index
from ctxmap.model.elements import Async, Batch, Relationship, Side, Sync
from ctxmap.pictures.cards import card_id
from ctxmap.pictures.deprecation import deprecation
from ctxmap.pictures.guarantees import guarantees, of_call, of_messages
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words
from ctxmap.vocabulary import RoleKind


def connector(scene: Scene, relationship: Relationship, link: str, marks: tuple[Mark, ...]) -> Connector:
    """The connector of a relationship, from upstream to downstream."""
    return Connector(
        id=f"relationship-{relationship.id}",
        tail=card_id(relationship.upstream.context),
        head=card_id(relationship.downstream.context),
        tail_badge=_badge(scene.words, relationship, relationship.upstream, "upstream"),
        head_badge=_badge(scene.words, relationship, relationship.downstream, "downstream"),
        stroke=stroke_of([relationship]),
        equal=relationship.is_symmetric,
        arrow=arrow_of([relationship]),
        notes=tuple(_notes(scene.words, relationship)),
        guarantees=tuple(guarantees(scene.words, relationship)),
        title=_title(scene, relationship),
        tooltip="\n".join(_tooltip(scene.words, relationship)),
        link=link,
        marks=marks,
    )


def roles(words: Words, relationship: Relationship, side: Side) -> tuple[RoleKind, ...]:
    """The words on a side's badge: those written, and the one that the relationship's kind implies."""
    written: tuple[RoleKind, ...] = tuple(kind for kind in words.roles if side.has(kind))
    implied, enough = _implied(relationship, side)
    return written if any(kind in written for kind in enough) else (implied, *written)


def stroke_of(relationships: Sequence[Relationship]) -> Stroke:
    """The line that stands for these: of calls, messages, both, batches only, or of what doesn't say how."""
    calls, messages = any(each.syncs for each in relationships), any(each.asyncs for each in relationships)
    if calls and messages:
        return "both"
    if calls:
        return "sync"
    if messages:
        return "message"
    return "batch" if any(each.batches for each in relationships) else "plain"


def arrow_of(relationships: Sequence[Relationship]) -> ArrowAt:
    """Where everything arrives that flows, from upstream (tail) to downstream (head) or back; if it doesn't, nowhere.

    Of relationships that declare no communication, it is where influence arrives.
    """
    if not any(each.says_how for each in relationships):
        return "none" if all(each.is_symmetric for each in relationships) else "head"
    ways = {way for each in relationships for way in _ways(each)}
    return "none" if len(ways) != 1 else "head" if True in ways else "tail"


def _ways(relationship: Relationship) -> Iterator[bool]:
    """For everything that flows whether it comes from upstream, where that is known."""
    upstream = relationship.upstream.context
    senders = [sync.caller for sync in relationship.syncs]
    for messages in relationship.asyncs:
        if messages.events or not messages.commands:
            senders.append(messages.publisher)
        if messages.commands:
            senders.append(messages.command_sender)
    senders += [batch.publisher for batch in relationship.batches]
    yield from (sender == upstream for sender in senders if sender)


def _implied(relationship: Relationship, side: Side) -> tuple[RoleKind, tuple[RoleKind, ...]]:
    if relationship.is_symmetric:
        own: RoleKind = "P" if relationship.kind == "PARTNERSHIP" else "SK"
        return own, (own,)
    return ("U", ("U", "S")) if side is relationship.upstream else ("D", ("D", "C"))


def _badge(words: Words, relationship: Relationship, side: Side, tone: Literal["upstream", "downstream"]) -> Badge:
    kinds = roles(words, relationship, side)
    return Badge(
        " ".join(kinds),
        "mutual" if relationship.is_symmetric else tone,
        words.listed(words.roles[kind] for kind in kinds),
        shared="OHS" in kinds and side is relationship.upstream,
    )


def _notes(words: Words, relationship: Relationship) -> Iterator[Note]:
    """What flows, then how; a name where nothing is said of what flows."""
    if relationship.display_name or (relationship.name and not relationship.says_how):
        yield Note(relationship.display_name or relationship.name, "title")
    for sync in relationship.syncs:
        yield _call(words, relationship, sync)
    for messages in relationship.asyncs:
        yield from _messages(words, relationship, messages)
    for batch in relationship.batches:
        yield _batch(words, relationship, batch)
    if relationship.kind == "SHARED_KERNEL" and relationship.exposed_aggregates:
        yield Note(words.listed(aggregate.name for aggregate in relationship.exposed_aggregates), "name")
    if relationship.implementation_technology:
        yield Note(relationship.implementation_technology, "technology")


def _call(words: Words, relationship: Relationship, sync: Sync) -> Note:
    what = words.listed(operation.name for operation in sync.operations) or words.some_calls
    return Note(what, "call" if sync.caller else "name", forward=sync.caller == relationship.upstream.context)


def _batch(words: Words, relationship: Relationship, batch: Batch) -> Note:
    what = words.listed(each.name for each in batch.data) or words.batch
    kind = "message" if batch.publisher else "name"
    return Note(what, kind, forward=batch.publisher == relationship.upstream.context)


def _messages(words: Words, relationship: Relationship, messages: Async) -> Iterator[Note]:
    upstream = relationship.upstream.context
    events = words.listed(event.name for event in messages.events)
    commands = words.listed(command.name for command in messages.commands)
    if events or not commands:
        kind = "message" if messages.publisher else "name"
        yield Note(events or words.some_messages, kind, forward=messages.publisher == upstream)
    if commands:
        kind = "message" if messages.command_sender else "name"
        yield Note(commands, kind, forward=messages.command_sender == upstream)


def _title(scene: Scene, relationship: Relationship) -> str:
    upstream, downstream = (index.contexts(scene.model)[side.context].title for side in relationship.sides)
    name = relationship.display_name or relationship.name
    arrow = "↔" if relationship.is_symmetric else "→"
    return f"{upstream} {arrow} {downstream}{f'{scene.words.colon}{name}' if name else ''}"


def _tooltip(words: Words, relationship: Relationship) -> Iterator[str]:
    left, right = ([words.roles[kind] for kind in roles(words, relationship, side)] for side in relationship.sides)
    yield f"{words.listed(left)} – {words.listed(right)}"
    if relationship.doc:
        yield relationship.doc
    yield from deprecation(words, relationship)
    if relationship.exposed_aggregates:
        yield words.exposed + words.colon + words.listed(each.name for each in relationship.exposed_aggregates)
    for sync in relationship.syncs:
        yield words.synchronous + words.colon + words.listed(_sync_facts(words, sync))
    for messages in relationship.asyncs:
        yield words.asynchronous + words.colon + words.listed(_async_facts(words, messages))
    for batch in relationship.batches:
        yield words.batch + words.colon + words.listed(_batch_facts(words, batch))
    if relationship.implementation_technology:
        yield relationship.implementation_technology
    if relationship.tags:
        yield words.tags + words.colon + words.listed(relationship.tags)
    if relationship.link:
        yield relationship.link


def _sync_facts(words: Words, sync: Sync) -> Iterator[str]:
    yield from (operation.name for operation in sync.operations)
    yield from (each.tooltip for each in of_call(words, sync))
    if sync.retries is not None:
        yield words.retries.format(sync.retries)
    if sync.is_idempotent:
        by = words.listed(each.name for each in sync.idempotent_by)
        yield words.idempotent_by.format(by) if by else words.idempotent
    if sync.has_bulkhead:
        yield words.bulkhead
    if sync.rate_limit:
        yield words.rate_limit.format(sync.rate_limit.text)


def _batch_facts(words: Words, batch: Batch) -> Iterator[str]:
    yield from (each.name for each in batch.data)
    if batch.every:
        yield words.every.format(batch.every.text)
    if batch.by:
        yield batch.by


def _async_facts(words: Words, messages: Async) -> Iterator[str]:
    yield from (each.name for each in (*messages.events, *messages.commands))
    if messages.topic:
        yield words.topic.format(messages.topic)
    yield from (each.tooltip for each in of_messages(words, messages))
