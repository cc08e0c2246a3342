"""What event storming puts on the wall, and what is done in turn: flows, coordinations, transactions."""

from __future__ import annotations

from ctxmap.model.elements import (
    Coordination,
    Flow,
    FlowStep,
    Hotspot,
    Policy,
    ReadModel,
    Reference,
    Transaction,
    TransactionStep,
)
from ctxmap.vocabulary import FLOW_STEP_WORDS
from ctxmap.writer.operations import transition
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    flag,
    name,
    name_setting,
    quoted,
    refs_setting,
    written,
)

_KINDS = {kind: keyword for keyword, kind in FLOW_STEP_WORDS.items()}
_OPERATORS = {"": " + ", "AND": " + ", "XOR": " X ", "OR": " O "}


@written.register
def policy(thing: Policy) -> str:
    body = [
        refs_setting("on", thing.on),
        refs_setting("issues", thing.issues),
        refs_setting("invokes", thing.invokes),
        *common(thing),
    ]
    return declaration(f"Policy {name(thing.name)}", body, thing.doc)


@written.register
def hotspot(thing: Hotspot) -> str:
    head = f"Hotspot {name(thing.name)} {quoted(thing.question)}"
    return declaration(head, [refs_setting("on", thing.on), *common(thing)], thing.doc)


@written.register
def read_model(thing: ReadModel) -> str:
    body = [refs_setting("from", thing.sources), refs_setting("serves", thing.serves), *common(thing)]
    return declaration(f"ReadModel {name(thing.name)}", body, thing.doc)


@written.register
def flow(thing: Flow) -> str:
    return declaration(f"Flow {name(thing.name)}", [*common(thing), *map(_flow_step, thing.steps)], thing.doc)


@written.register
def coordination(thing: Coordination) -> str:
    steps = [f"{name(step.name)};" for step in thing.steps]
    return declaration(f"Coordination {name(thing.name)}", [*common(thing), *steps], thing.doc)


@written.register
def transaction(thing: Transaction) -> str:
    body = [
        name_setting("consistency", thing.consistency),
        refs_setting("aggregates", thing.aggregates),
        *common(thing),
        *map(_step, thing.steps),
    ]
    return declaration(f"Transaction {name(thing.name)}", body, thing.doc)


def _flow_step(step: FlowStep) -> str:
    subjects, results = _joined(step.subjects, " + "), _joined(step.results, _OPERATORS[step.operator])
    if step.kind == "EVENT":
        return f"event {subjects} triggers {_KINDS[step.result_kind]} {results}"
    return clauses(
        f"{_KINDS[step.kind]} {subjects}",
        f"[initiated by {quoted(step.actor)}]" if step.actor else "",
        clauses(f"delegates to {name(step.aggregate.name)}", transition(step.transition)) if step.aggregate else "",
        f"emits event {results}",
    )


def _joined(references: tuple[Reference, ...], operator: str) -> str:
    return operator.join(name(reference.name) for reference in references)


def _step(step: TransactionStep) -> str:
    return clauses(
        quoted(step.doc) if step.doc else "",
        f"Step {name(step.operation.name)}",
        f"compensatedBy {name(step.compensated_by.name)}" if step.compensated_by else "",
        flag("pivot", is_set=step.is_pivot),
        flag("retriable", is_set=step.is_retriable),
    )
