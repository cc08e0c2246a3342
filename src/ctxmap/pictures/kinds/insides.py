"""What is inside a context: aggregates with their objects, and how these refer to each other: `contexts/<context>.svg`.

What an event or a command holds stands on its card; lines to it would hide how the aggregates are built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.references import types_meant
from ctxmap.drawing.diagram import Card, CardTone, Connector, Diagram, Entry, Field, LineSample, Note, Stroke, Swatch
from ctxmap.model.elements import BoundedContext, Container, DomainObject, Enum, Model, Operation, Property, Service
from ctxmap.model.index import types
from ctxmap.model.names import context_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words

_MOST = 60
"""So many objects can still be looked at in one picture; of more, only what has a part in a reference is shown."""
_SENT = ("COMMAND", "DOMAIN_EVENT", "DATA_TRANSFER_OBJECT")
_TONES: dict[str, CardTone] = {"DOMAIN_EVENT": "event", "COMMAND": "command"}


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each context that has objects inside."""
    files = context_files(scene.model)
    for context in scene.model.contexts:
        if any(part.objects or part.enums or part.services for part in context.parts):
            yield Picture(f"contexts/{files[context.qualified_name]}", _diagram(scene, context))


def _diagram(scene: Scene, context: BoundedContext) -> Diagram:
    words = scene.words
    connectors = tuple(_connectors(scene, context))
    cards = [card for part in context.parts for card in _cards(words, part)]
    if len(cards) > _MOST:
        joined = {end for connector in connectors for end in (connector.tail, connector.head)}
        cards = [card for card in cards if card.id in joined]
    shown = {card.id for card in cards}
    abroad = _abroad(scene, connectors, shown)
    return Diagram(
        title=context.title,
        subtitle=words.inside,
        description=context.domain_vision_statement or context.doc,
        cards=(*cards, *abroad),
        connectors=connectors,
        fields=tuple(_fields(words, context, shown)),
        legend=tuple(_legend(words, cards, abroad, connectors)),
    )


def _cards(words: Words, part: Container) -> Iterator[Card]:
    """The root first, then what it is built of, then what it takes and says, and who serves it."""
    kept = [each for each in part.objects if each.kind not in _SENT]
    yield from (_object(words, each) for each in sorted(kept, key=lambda each: not each.is_root))
    yield from (_enum(words, each) for each in part.enums)
    for kind in _SENT:
        yield from (_object(words, each) for each in part.objects if each.kind == kind)
    yield from (_service(words, each) for each in part.services)


def _object(words: Words, thing: DomainObject) -> Card:
    kind = words.objects[thing.kind]
    repository = thing.repository.operations if thing.repository else ()
    return Card(
        id=_id(thing.qualified_name),
        title=thing.title,
        subtitle=f"{words.root}{words.comma}{kind}" if thing.is_root else kind,
        tone="aggregate" if thing.is_root else _TONES.get(thing.kind, "card"),
        blocks=_blocks(
            [_property(each) for each in thing.properties if each.kind != "ASSOCIATION"],
            [_operation(each) for each in (*thing.operations, *repository)],
        ),
        tooltip=thing.doc,
    )


def _enum(words: Words, enum: Enum) -> Card:
    kind = words.states if enum.is_lifecycle else words.enum
    values = [value.name for value in enum.values]
    return Card(id=_id(enum.qualified_name), title=enum.title, subtitle=kind, blocks=_blocks(values), tooltip=enum.doc)


def _service(words: Words, service: Service) -> Card:
    return Card(
        id=_id(service.qualified_name),
        title=service.title,
        subtitle=words.services[service.kind],
        blocks=_blocks([_operation(each) for each in service.operations]),
        tooltip=service.doc,
    )


def _blocks(*blocks: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(block) for block in blocks if block)


def _multiplicity(held: Property) -> str:
    """How many of what it means a reference has; "" for exactly one."""
    if held.type.arguments:
        return "1..*" if held.option("notEmpty") else "0..*"
    return "0..1" if held.option("nullable") else ""


def _property(held: Property) -> str:
    return f"{held.name}: {held.type}"


def _operation(operation: Operation) -> str:
    takes = ", ".join(str(each.type) for each in operation.parameters)
    gives = f": {operation.returns}" if operation.returns else ""
    return f"{operation.name}({takes}){gives}"


def _connectors(scene: Scene, context: BoundedContext) -> Iterator[Connector]:
    """References, associations and inheritance, from who knows to what is known."""
    model = scene.model
    seen: dict[str, Connector] = {}
    for thing in (each for part in context.parts for each in part.objects):
        for held in thing.properties if thing.kind not in _SENT else ():
            for target in (each.target or "" for each in types_meant(held)):
                if target in types(model):
                    stroke = "message" if _is_identity(model, thing, target) else "sync"
                    label = " ".join(part for part in (held.name or held.label, _multiplicity(held)) if part)
                    line = _line(thing.qualified_name, target, label, stroke)
                    seen.setdefault(line.id, line)
        for base in (thing.extends, *thing.traits):
            if base and base.target and base.target in types(model):
                line = _line(thing.qualified_name, base.target, scene.words.extends, "plain")
                seen.setdefault(line.id, line)
    yield from seen.values()


def _is_identity(model: Model, thing: DomainObject, target: str) -> bool:
    """Whether a value object of another aggregate is held: by that, what it identifies is referred to."""
    meant = types(model)[target]
    is_value = isinstance(meant, DomainObject) and meant.kind == "VALUE_OBJECT"
    return is_value and target.rpartition("::")[0] != thing.qualified_name.rpartition("::")[0]


def _line(holder: str, target: str, label: str, stroke: Stroke) -> Connector:
    return Connector(
        id=f"{_id(holder)}-{label}-{target}",
        tail=_id(holder),
        head=_id(target),
        stroke=stroke,
        notes=(Note(label, "name"),) if label else (),
        title=f"{holder} → {target}",
    )


def _abroad(scene: Scene, connectors: Sequence[Connector], shown: set[str]) -> list[Card]:
    """Objects of elsewhere that are referred to from here."""
    names = dict.fromkeys(connector.head for connector in connectors if connector.head not in shown)
    objects = [types(scene.model)[name.removeprefix("object-")] for name in names]
    return [
        Card(
            id=_id(each.qualified_name),
            title=each.title,
            tone="foreign",
            blocks=((scene.words.of.format(each.qualified_name.partition("::")[0]),),),
        )
        for each in objects
    ]


def _fields(words: Words, context: BoundedContext, shown: set[str]) -> Iterator[Field]:
    for aggregate in context.aggregates:
        inside = (_id(each.qualified_name) for each in (*aggregate.objects, *aggregate.enums, *aggregate.services))
        cards = tuple(card for card in inside if card in shown)
        if cards:
            yield Field(
                id=f"aggregate-{aggregate.qualified_name}",
                title=aggregate.title,
                kind=words.aggregate,
                tooltip=aggregate.doc,
                cards=cards,
            )


def _legend(
    words: Words, cards: Sequence[Card], abroad: Sequence[Card], connectors: Sequence[Connector]
) -> Iterator[Entry]:
    tones = {card.tone for card in cards}
    if "aggregate" in tones:
        yield Entry(Swatch("aggregate"), words.root)
    if "event" in tones:
        yield Entry(Swatch("event"), words.objects["DOMAIN_EVENT"])
    if "command" in tones:
        yield Entry(Swatch("command"), words.objects["COMMAND"])
    if abroad:
        yield Entry(Swatch("foreign"), words.elsewhere)
    strokes = {connector.stroke for connector in connectors}
    yield from (Entry(LineSample(stroke), text) for stroke, text in words.references.items() if stroke in strokes)


def _id(qualified_name: str) -> str:
    return f"object-{qualified_name}"
