"""Flows and coordinations as sequences: `flows/<context>-<flow>.svg`, `coordinations/<context>-<coordination>.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drawing.diagram import Card, Entry, LineSample, Stroke
from ctxmap.drawing.sequence import Message, SequenceDiagram
from ctxmap.model.elements import BoundedContext, Coordination, Flow, FlowStep, Reference
from ctxmap.model.index import contexts
from ctxmap.model.names import process_files
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each flow and each coordination that has steps."""
    files = process_files(scene.model)
    for context in scene.model.contexts:
        if context.application:
            for flow in context.application.flows:
                if flow.steps:
                    yield Picture(f"flows/{files[flow.qualified_name]}", _flow(scene, context, flow))
            for each in context.application.coordinations:
                if each.steps:
                    path = f"coordinations/{files[each.qualified_name]}"
                    yield Picture(path, _coordination(scene, context, each))


def _flow(scene: Scene, context: BoundedContext, flow: Flow) -> SequenceDiagram:
    sequence = _Sequence(scene, context)
    for step in flow.steps:
        if step.kind == "EVENT":
            sequence.add_event(step)
        else:
            sequence.add_command(step)
    return sequence.diagram(flow.title, scene.words.flow, flow.doc)


def _coordination(scene: Scene, context: BoundedContext, coordination: Coordination) -> SequenceDiagram:
    sequence = _Sequence(scene, context)
    for step in coordination.steps:
        sequence.add_call(step)
    return sequence.diagram(coordination.title, scene.words.coordination, coordination.doc)


class _Sequence:
    """Participants in the order in which they come, those outside the context before it, and messages."""

    def __init__(self, scene: Scene, context: BoundedContext) -> None:
        self._scene = scene
        self._context = context
        self._own = context_card(scene, context, "context", folder="../")
        self._outside: dict[str, Card] = {}
        self._inside: dict[str, Card] = {}
        self._messages: list[Message] = []
        self._choices: dict[str, str] = {}
        """What is one of several, by qualified name, and the word between it and the one before."""

    def diagram(self, title: str, kind: str, doc: str) -> SequenceDiagram:
        """The picture of what was added."""
        strokes = {message.stroke for message in self._messages}
        legend: dict[Stroke, str] = {"sync": self._scene.words.command, "message": self._scene.words.event}
        return SequenceDiagram(
            title=title,
            subtitle=f"{kind} · {self._context.title}",
            description=doc,
            cards=(*self._outside.values(), self._own, *self._inside.values()),
            messages=tuple(self._messages),
            legend=tuple(Entry(LineSample(stroke), text) for stroke, text in legend.items() if stroke in strokes),
        )

    def add_command(self, step: FlowStep) -> None:
        """Commands go to the aggregate that takes them, and what comes of them goes back to the context."""
        sender = self._actor(step.actor) if step.actor else self._own.id
        taker = self._aggregate(step.aggregate) if step.aggregate else self._own.id
        for subject in step.subjects:
            self._send(sender, taker, subject)
        self._note_choice(step)
        for result in step.results:
            self._send(taker, self._own.id, result, "message" if step.result_kind == "EVENT" else "sync")

    def add_event(self, step: FlowStep) -> None:
        """What other contexts publish comes from them; what happened inside was told when it happened."""
        self._note_choice(step)
        for subject in step.subjects:
            home = contexts(self._scene.model).get((subject.target or "").partition("::")[0])
            if home and home is not self._context:
                self._send(self._foreign(home), self._own.id, subject, "message")

    def add_call(self, step: Reference) -> None:
        """A step of a coordination: its operation is called where it stands."""
        *place, operation = step.name.split("::")
        home = contexts(self._scene.model).get((step.target or step.name).partition("::")[0])
        if home and home is not self._context:
            taker = f"context-{home.qualified_name}"
            self._inside.setdefault(taker, context_card(self._scene, home, "context", folder="../"))
        else:
            taker = self._own.id
        self._messages.append(Message(self._own.id, taker, operation, notes=tuple(place[-1:])))

    def _note_choice(self, step: FlowStep) -> None:
        either = self._scene.words.either
        if step.operator in either:
            for result in step.results[1:]:
                self._choices[result.target or result.name] = either[step.operator]

    def _send(self, tail: str, head: str, what: Reference, stroke: Stroke = "sync") -> None:
        choice = self._choices.get(what.target or what.name)
        self._messages.append(Message(tail, head, what.name, stroke, (choice,) if choice else ()))

    def _actor(self, name: str) -> str:
        actor = f"actor-{name}"
        self._outside.setdefault(actor, Card(id=actor, title=name, sign="person"))
        return actor

    def _foreign(self, home: BoundedContext) -> str:
        card = context_card(self._scene, home, "context", folder="../")
        self._outside.setdefault(card.id, card)
        return card.id

    def _aggregate(self, reference: Reference) -> str:
        aggregate = f"aggregate-{reference.target or reference.name}"
        card = Card(id=aggregate, title=reference.name, sign="aggregate", tone="aggregate")
        self._inside.setdefault(aggregate, card)
        return aggregate
