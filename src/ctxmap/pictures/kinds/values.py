"""What a system does to the values of its stakeholders: `values/<register>.svg`.

After IEEE 7000-2021: values and their clusters, for whom each of them matters how much, and the good and bad
consequences, with what is done about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.drawing.diagram import Card, Connector, Diagram, Field, Note
from ctxmap.model.elements import Consequence, Elicitation, EthicalValue, ValueRegister
from ctxmap.model.index import contexts
from ctxmap.model.names import value_register_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each register that says for whom a value matters."""
    files = value_register_files(scene.model)
    for register in scene.model.value_registers:
        if any(each.elicitations for each in _values(register.values)):
            yield Picture(f"values/{files[register.qualified_name]}", _diagram(scene, register))


def _diagram(scene: Scene, register: ValueRegister) -> Diagram:
    words = scene.words
    values = [each for each in _values(register.values) if each.kind == "VALUE" or each.elicitations]
    people = {each.stakeholder.name: _person(each) for value in values for each in value.elicitations}
    context = contexts(scene.model).get(register.context.target or "") if register.context else None
    return Diagram(
        title=register.title,
        subtitle=f"{words.values_told} · {context.title}" if context else words.values_told,
        description=register.doc,
        cards=(
            *(Card(id=id_, title=name, sign="person", tone="area") for name, id_ in people.items()),
            *(_card(words, value) for value in values),
        ),
        connectors=tuple(_line(words, value, each) for value in values for each in value.elicitations),
        fields=tuple(_cluster(each, values) for each in register.values if each.kind == "VALUE_CLUSTER"),
        direction="LEFT_TO_RIGHT",
    )


def _values(values: Iterable[EthicalValue]) -> Iterator[EthicalValue]:
    """Values and clusters, with what is in them."""
    for each in values:
        yield each
        yield from _values(each.values)


def _cluster(cluster: EthicalValue, shown: Iterable[EthicalValue]) -> Field:
    inside = {each.qualified_name for each in _values([cluster])}
    return Field(
        id=f"cluster-{cluster.qualified_name}",
        title=cluster.title,
        kind=cluster.core.lower().replace("_", " "),
        tooltip="\n".join(cluster.demonstrators),
        cards=tuple(_id(each) for each in shown if each.qualified_name in inside),
    )


def _card(words: Words, value: EthicalValue) -> Card:
    consequences = [each for elicitation in value.elicitations for each in elicitation.consequences]
    return Card(
        id=_id(value),
        title=value.title,
        subtitle=words.core_value if value.is_core else "",
        tone="core" if value.is_core else "card",
        blocks=tuple(tuple(_consequence(words, each)) for each in consequences),
        tooltip="\n".join((*([value.doc] if value.doc else []), *value.demonstrators)),
    )


def _consequence(words: Words, consequence: Consequence) -> Iterator[str]:
    yield f"{words.consequences[consequence.kind]} {consequence.text}"
    if consequence.action:
        yield f"→ {consequence.action}"


def _line(words: Words, value: EthicalValue, elicitation: Elicitation) -> Connector:
    levels = ((words.priority, elicitation.priority), (words.impact, elicitation.impact))
    notes = (Note(word.format(words.levels[level])) for word, level in levels if level and level != "UNDEFINED")
    person = elicitation.stakeholder.name
    return Connector(
        id=f"{_person(elicitation)}-to-{_id(value)}",
        tail=_person(elicitation),
        head=_id(value),
        notes=tuple(notes),
        title=f"{person} → {value.title}",
    )


def _person(elicitation: Elicitation) -> str:
    return f"stakeholder-{elicitation.stakeholder.target or elicitation.stakeholder.name}"


def _id(value: EthicalValue) -> str:
    return f"value-{value.qualified_name}"
