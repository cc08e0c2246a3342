"""Flows, coordinations and sagas step by step: who takes part in each step, and on which map they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ctxmap.backends.html.documents import Node, line
from ctxmap.backends.html.pictures import Drawing
from ctxmap.documents.page import Text, code
from ctxmap.documents.processes import flow_step
from ctxmap.documents.transactions import transaction_step
from ctxmap.model.elements import BoundedContext, Flow, FlowStep, Model, Reference, Transaction
from ctxmap.model.index import contexts
from ctxmap.model.names import process_files, transaction_files
from ctxmap.pictures.cards import card_id


class Step(msgspec.Struct, frozen=True):
    """What a step says, and the cards of the contexts that take part in it."""

    text: Sequence[Node]
    contexts: Sequence[str]


class Walk(msgspec.Struct, frozen=True):
    """The path of a process' own picture, that of the map on which it can be followed, and its steps."""

    picture: str
    map: str
    title: str
    steps: Sequence[Step]


def walks(model: Model, drawings: Sequence[Drawing]) -> list[Walk]:
    """All processes that a map shows in part at least."""
    drawn = {each.path for each in drawings}
    found: list[Walk] = []
    for picture, title, steps in _processes(model):
        taking_part = {card for step in steps for card in step.contexts}
        best = max(drawings, key=lambda each: len(taking_part & _cards(each)), default=None)
        if picture in drawn and best and taking_part & _cards(best):
            found.append(Walk(picture, best.path, title, steps))
    return found


def _cards(drawing: Drawing) -> set[str]:
    """The cards that relationships join."""
    return {card for tail, head, _ in drawing.facts.lines.values() for card in (tail, head)}


def _processes(model: Model) -> Iterator[tuple[str, str, list[Step]]]:
    """The picture, the title and the steps of each."""
    files = process_files(model)
    for context in model.contexts:
        application = context.application
        for flow in application.flows if application else ():
            yield f"flows/{files[flow.qualified_name]}.svg", flow.title, list(_flow(model, context, flow))
        for each in application.coordinations if application else ():
            path = f"coordinations/{files[each.qualified_name]}.svg"
            yield path, each.title, list(_calls(model, context, each.steps))
    for saga in model.all_transactions:
        yield f"sagas/{transaction_files(model)[saga.qualified_name]}.svg", saga.title, list(_saga(model, saga))


def _flow(model: Model, context: BoundedContext, flow: Flow) -> Iterator[Step]:
    for step in flow.steps:
        yield _step(model, flow_step(step), (context.qualified_name, *_named(step)))


def _named(step: FlowStep) -> Iterator[str]:
    taker = [step.aggregate] if step.aggregate else []
    return (each.target or "" for each in (*step.subjects, *taker, *step.results))


def _calls(model: Model, context: BoundedContext, called: Iterable[Reference]) -> Iterator[Step]:
    for each in called:
        yield _step(model, (code(each.name),), (context.qualified_name, each.target or each.name))


def _saga(model: Model, saga: Transaction) -> Iterator[Step]:
    """Each step with the one before: what leads from the one to the other is on the map."""
    before = ""
    for step in saga.steps:
        name = step.operation.target or step.operation.name
        yield _step(model, transaction_step(step), (before, name))
        before = name


def _step(model: Model, text: Text, names: Iterable[str]) -> Step:
    """`names` are qualified names of contexts, or of what is in them."""
    homes = dict.fromkeys(name.partition("::")[0] for name in names)
    return Step(line(text), [card_id(home) for home in homes if home in contexts(model)])
