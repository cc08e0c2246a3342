"""Contexts as software systems, with what is deployed of them and their databases as containers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from ctxmap.analyses.deployables import deployable_services
from ctxmap.backends._maps import Chart, heading, one_line, purpose
from ctxmap.backends._web import address
from ctxmap.drawing.diagram import Card, Field
from ctxmap.model.elements import BoundedContext, Model

SEPARATOR = "|"
"""Between the names of groups inside each other; Structurizr takes one character."""
FOREIGN = "Not ours"
DATABASE = "Database"

Element = dict[str, Any]


class Elements:
    """The elements of a workspace; numbered in order, as Structurizr does."""

    def __init__(self, model: Model, chart: Chart) -> None:
        self._model = model
        self._chart = chart
        self.words = chart.words
        self._numbers = count(1)
        self._groups = dict(_groups(chart.diagram.fields))
        self.ids = {card: self.next_id() for card in chart.cards}
        """The id of the software system of each card."""
        names = distinct(card.title.strip() or card.id for card in chart.cards.values())
        self.systems = [self._system(*each) for each in zip(chart.cards.values(), names, strict=True)]

    def next_id(self) -> str:
        """An id that nothing else has."""
        return str(next(self._numbers))

    def _system(self, card: Card, name: str) -> Element:
        context = self._chart.contexts[card.id]
        kind = self._chart.words.types.get(context.type, "")
        return present(
            id=self.ids[card.id],
            name=name,
            description="\n".join(purpose(card)),
            tags=tagged("Element", "Software System", kind, FOREIGN if card.tone == "foreign" else "", *context.tags),
            url=address(context.link),
            group=self._groups.get(card.id),
            properties=present(
                owner=card.footer, type=kind, technology=context.implementation_technology, context=context.name
            ),
            containers=list(self._containers(context)),
        )

    def _containers(self, context: BoundedContext) -> Iterator[Element]:
        """Nothing where a context is deployed as one, and nobody has said what it stores its data in."""
        if not context.databases and context.decomposition in ("", "PER_CONTEXT"):
            return
        services = [each.name for each in deployable_services(self._model) if each.context == context.qualified_name]
        stores = [database.value for part in (context, *context.microservices) for database in part.databases]
        stores = list(dict.fromkeys(stores))
        for i, name in enumerate(distinct(each.strip() or "unnamed" for each in (*services, *stores))):
            is_store = i >= len(services)
            yield present(
                id=self.next_id(),
                name=name,
                technology="" if is_store else context.implementation_technology,
                tags=tagged("Element", "Container", DATABASE if is_store else ""),
            )


def present(**values: object) -> dict[str, Any]:
    """Those that say something."""
    return {name: value for name, value in values.items() if value}


def tagged(*tags: str) -> str:
    """Tags in the way of Structurizr, in which a comma stands between them."""
    return ",".join(dict.fromkeys(one_line(tag).replace(",", " ") for tag in tags if tag))


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names on one line each; one that was there before gets a number."""
    taken: set[str] = set()
    for name in map(one_line, names):
        free = next(each for each in numbered(name) if each not in taken)
        taken.add(free)
        yield free


def numbered(name: str) -> Iterator[str]:
    """The name, then the name with a number behind it, for ever."""
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def _groups(fields: Iterable[Field], outer: str = "") -> Iterator[tuple[str, str]]:
    """For each card on a field, the names of the fields round it."""
    for field in fields:
        here = outer + one_line(heading(field)).replace(SEPARATOR, " ")
        yield from ((card, here) for card in field.cards)
        yield from _groups(field.fields, here + SEPARATOR)
