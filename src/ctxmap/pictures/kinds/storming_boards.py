"""The event storming board of a context, in order of time from left to right: `boards/<context>.svg`.

Sticky notes have the colours that Alberto Brandolini gave them ("Introducing EventStorming"): blue commands, yellow
aggregates that take them, orange events, purple policies, green read models, red hotspots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.drawing.diagram import Card, Connector, Diagram, Note, NoteTone
from ctxmap.model.elements import Aggregate, BoundedContext, Container, FlowStep, Hotspot, Policy, ReadModel, Reference
from ctxmap.model.index import contexts
from ctxmap.model.names import context_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.legend import sticky_notes
from ctxmap.pictures.scene import Scene


def pictures(scene: Scene) -> Iterator[Picture]:
    """A board for each context with a flow, a policy, a read model or a hotspot, or with commands and events."""
    files = context_files(scene.model)
    for context in scene.model.contexts:
        board = _Board(scene, context)
        if board.cards:
            yield Picture(f"boards/{files[context.qualified_name]}", board.diagram())


class _Board:
    """The notes on a board and the lines between them, each once."""

    def __init__(self, scene: Scene, context: BoundedContext) -> None:
        self._scene = scene
        self._context = context
        self.cards: dict[str, Card] = {}
        self._connectors: dict[str, Connector] = {}
        for flow in context.application.flows if context.application else ():
            for step in flow.steps:
                self._add_step(step)
        for part in context.parts:
            for policy in part.policies:
                self._add_policy(policy)
            for view in part.read_models:
                self._add_read_model(view)
            for hotspot in part.hotspots:
                self._add_hotspot(hotspot)
        declared = {each.kind for part in context.parts for each in part.objects}
        if self.cards or declared >= {"COMMAND", "DOMAIN_EVENT"}:
            for part in context.parts:
                self._add_rest(part)

    def diagram(self) -> Diagram:
        """The board."""
        cards = tuple(self.cards.values())
        return Diagram(
            title=self._context.title,
            subtitle=self._scene.words.board,
            description=self._context.domain_vision_statement or self._context.doc,
            cards=cards,
            connectors=tuple(line for line in self._connectors.values() if not self._is_told_by_a_policy(line)),
            legend=tuple(sticky_notes(self._scene.words, cards)),
            direction="LEFT_TO_RIGHT",
        )

    def _add_step(self, step: FlowStep) -> None:
        """`command C delegates to A emits event E`: the aggregate stands between the two."""
        causes = self._notes("event" if step.kind == "EVENT" else "command", step.subjects, actor=step.actor)
        if step.aggregate:
            taker = f"aggregate-{step.aggregate.target}-{'-'.join(causes)}"
            card = Card(id=taker, title=step.aggregate.name, sign="aggregate", tone="aggregate")
            self.cards.setdefault(taker, card)
            self._join(causes, [taker])
            causes = [taker]
        effects = self._notes("event" if step.result_kind == "EVENT" else "command", step.results)
        self._join(causes, effects, self._scene.words.either.get(step.operator, ""))

    def _add_policy(self, policy: Policy) -> None:
        note = self._note("policy", policy.qualified_name, policy.title, policy.doc)
        self._join(self._notes("event", policy.on), [note])
        self._join([note], self._notes("command", (*policy.issues, *policy.invokes)))

    def _add_read_model(self, view: ReadModel) -> None:
        note = self._note("read-model", view.qualified_name, view.title, view.doc)
        self._join(self._notes("event", view.sources), [note])

    def _add_hotspot(self, hotspot: Hotspot) -> None:
        note = self._note("hotspot", hotspot.qualified_name, hotspot.title, hotspot.question, told=hotspot.question)
        for about in hotspot.on:
            others = [name for name in self.cards if name.partition("-")[2] == (about.target or about.name)]
            self._join(others[:1], [note], equal=True)

    def _add_rest(self, part: Container) -> None:
        """What no flow says: an aggregate takes the commands that it declares, and its events come from it."""
        led_on = {line.tail for line in self._connectors.values()}
        commands = [each for each in part.objects if each.kind == "COMMAND"]
        events = [each for each in part.objects if each.kind == "DOMAIN_EVENT"]
        causes = [self._note("command", each.qualified_name, each.title, each.doc) for each in commands]
        causes = [note for note in causes if note not in led_on]
        effects = [
            self._note("event", each.qualified_name, each.title, each.doc)
            for each in events
            if f"event-{each.qualified_name}" not in self.cards
        ]
        if isinstance(part, Aggregate) and (causes or effects):
            taker = f"aggregate-{part.qualified_name}"
            self.cards[taker] = Card(id=taker, title=part.title, sign="aggregate", tone="aggregate", tooltip=part.doc)
            self._join(causes, [taker])
            self._join([taker], effects)

    def _is_told_by_a_policy(self, line: Connector) -> bool:
        """Whether a policy stands between an event and the command that it triggers: then its lines say so."""
        if line.notes or not (line.tail.startswith("event-") and line.head.startswith("command-")):
            return False
        return any(
            each.tail == line.tail and f"{each.head}-{line.head}" in self._connectors
            for each in self._connectors.values()
            if each.head.startswith("policy-")
        )

    def _notes(self, tone: NoteTone, references: Iterable[Reference], actor: str = "") -> list[str]:
        """The ids of notes for these; who does it stands on the first note that says so."""
        return [self._referred(tone, reference, actor) for reference in references]

    def _referred(self, tone: NoteTone, reference: Reference, actor: str) -> str:
        name = reference.target or reference.name
        home = contexts(self._scene.model).get(name.partition("::")[0])
        elsewhere = home.title if home and home is not self._context else ""
        title = reference.name.rpartition("::")[2]
        return self._note(
            tone, name, title, told=self._scene.words.of.format(elsewhere) if elsewhere else "", actor=actor
        )

    def _note(self, tone: NoteTone, name: str, title: str, doc: str = "", *, told: str = "", actor: str = "") -> str:
        note = f"{tone}-{name}"
        known = self.cards.get(note)
        if known is None or (actor and not known.footer):
            self.cards[note] = Card(
                id=note,
                title=title,
                sign=tone,
                tone=tone,
                blocks=((told,),) if told else (),
                footer=actor,
                footer_sign="team",
                tooltip=doc,
            )
        return note

    def _join(self, causes: Sequence[str], effects: Sequence[str], label: str = "", *, equal: bool = False) -> None:
        for cause in causes:
            for effect in effects:
                line = Connector(
                    id=f"{cause}-{effect}",
                    tail=cause,
                    head=effect,
                    equal=equal,
                    arrow="none" if equal else "head",
                    notes=(Note(label),) if label and len(effects) > 1 else (),
                    title=f"{self.cards[cause].title} → {self.cards[effect].title}",
                )
                self._connectors.setdefault(line.id, line)
