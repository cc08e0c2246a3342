"""What comes out of which legacy system, in which order, and what the two still share: `migration.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ctxmap.analyses.migration.extraction_cost import Chatty, CoWritten, Cycle, Obstacle, Shared, Spanning
from ctxmap.analyses.migration.plan import Plan, Stage, Step, migration_of
from ctxmap.drawing.diagram import ArrowAt, Card, Connector, Diagram, Entry, Field, LineSample, Note
from ctxmap.model import index
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.finding_marks import marks
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words

_ORDER: tuple[Stage, ...] = ("DONE", "STRANGLING", "PLANNED", "")


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where somebody says what comes out of what."""
    plans = migration_of(scene.model).plans
    if plans:
        yield Picture("migration", _diagram(scene, plans))


def _diagram(scene: Scene, plans: Sequence[Plan]) -> Diagram:
    words = scene.words
    connectors = [line for number, plan in enumerate(plans) for line in _lines(scene, number, plan)]
    return Diagram(
        title=words.migration_title,
        subtitle=words.migration_told,
        cards=tuple(card for number, plan in enumerate(plans) for card in _cards(scene, number, plan)),
        connectors=tuple(connectors),
        fields=tuple(field for number, plan in enumerate(plans) for field in _fields(scene, number, plan, len(plans))),
        legend=tuple(_legend(words, connectors)),
        direction="LEFT_TO_RIGHT",
    )


def _cards(scene: Scene, plan_number: int, plan: Plan) -> Iterator[Card]:
    if legacy := index.contexts(scene.model).get(plan.legacy):
        yield context_card(scene, legacy, f"legacy-{plan_number}")
    yield from (_card(scene, plan_number, "", step) for step in plan.done)
    yield from (_card(scene, plan_number, f"{number}.", step) for number, step in enumerate(plan.steps, 1))


def _card(scene: Scene, plan_number: int, number: str, step: Step) -> Card:
    words = scene.words
    context = index.contexts(scene.model)[step.context]
    ties = (words.ties(len(step.neighbours), step.data), *([step.when] if step.when else []))
    hindrances = tuple(_hindrance(scene, each) for each in step.obstacles)
    card = context_card(scene, context, f"step-{plan_number}", *ties)
    return replace(card, title=f"{number} {card.title}".strip(), details=hindrances, marks=marks(context, scene.found))


def _hindrance(scene: Scene, obstacle: Obstacle) -> str:
    """What stands in the way, in as many words as fit on a card."""
    words, known = scene.words, index.aggregates(scene.model)
    if isinstance(obstacle, Cycle):
        return words.waits_in_circle
    if isinstance(obstacle, Spanning):
        return words.spanning.format(obstacle.transaction)
    if isinstance(obstacle, Chatty):
        return words.chatty.format(obstacle.number)
    told = words.written_twice if isinstance(obstacle, CoWritten) else words.kept_twice
    return told.format(known[obstacle.aggregate].title)


def _lines(scene: Scene, plan_number: int, plan: Plan) -> Iterator[Connector]:
    known = index.contexts(scene.model)
    for step in (*plan.done, *plan.steps) if plan.legacy else ():
        yield Connector(
            id=f"out-{plan_number}-{step.context}",
            tail=f"legacy-{plan_number}-{plan.legacy}",
            head=f"step-{plan_number}-{step.context}",
            stroke="message" if step.shared.is_nothing else "sync",
            notes=(notes := tuple(_notes(scene, step.shared))),
            arrow=_arrow(notes),
            title=f"{known[plan.legacy].title} → {known[step.context].title}",
        )


def _arrow(notes: Sequence[Note]) -> ArrowAt:
    """Where the reads, writes and calls all go; nowhere if they go both ways."""
    ways = {note.forward for note in notes if note.kind == "call"}
    return "none" if len(ways) != 1 else "head" if True in ways else "tail"


def _notes(scene: Scene, shared: Shared) -> Iterator[Note]:
    """What is shared; an arrow goes from who reads, writes or calls."""
    words, known = scene.words, index.aggregates(scene.model)
    for told, names, forward in (
        (words.reads, shared.reads, False),
        (words.writes, shared.writes, False),
        (words.reads, shared.read_by, True),
        (words.writes, shared.written_by, True),
    ):
        if names:
            yield Note(told.format(words.listed(known[name].title for name in names)), "call", forward)
    if shared.databases:
        yield Note(words.one_database.format(words.listed(shared.databases)))
    for operations, forward in ((shared.called_for, True), (shared.calls, False)):
        if operations:
            yield Note(words.listed(filter(None, operations)) or words.some_calls, "call", forward)


def _fields(scene: Scene, plan_number: int, plan: Plan, plans: int) -> Iterator[Field]:
    """A field for each stage; where there are several plans, in one that tells of which map."""
    steps = (*plan.done, *plan.steps)
    fields = tuple(
        Field(
            id=f"stage-{plan_number}-{stage or 'unsaid'}",
            title=scene.words.stages[stage],
            cards=tuple(f"step-{plan_number}-{step.context}" for step in steps if step.stage == stage),
        )
        for stage in _ORDER
        if any(step.stage == stage for step in steps)
    )
    maps = {each.qualified_name: each.title for each in scene.model.maps}
    title = maps.get(plan.map or "", "")
    if plans > 1 and title:
        yield Field(id=f"plan-{plan_number}", title=title, kind=scene.words.context_map, fields=fields)
    else:
        yield from fields


def _legend(words: Words, connectors: Sequence[Connector]) -> Iterator[Entry]:
    drawn = {connector.stroke for connector in connectors}
    if "sync" in drawn:
        yield Entry(LineSample("sync"), words.still_shared)
    if "message" in drawn:
        yield Entry(LineSample("message"), words.nothing_shared)
