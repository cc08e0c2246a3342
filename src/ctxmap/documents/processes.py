"""The processes of a context: policies, read models, flows and coordinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.page import (
    Block,
    Blocks,
    Part,
    Text,
    bullets,
    code,
    join,
    numbered,
    paragraph,
    section,
    strong,
    table,
    text,
    words,
)
from ctxmap.model.elements import Application, Container, Coordination, Flow, FlowStep, Policy, Reference
from ctxmap.model.names import process_files


def policies(parts: Iterable[Container]) -> Blocks:
    """A sentence for each policy: whenever this happens, do that."""
    return bullets(_policy(policy) for part in parts for policy in part.policies)


def read_models(links: Links, parts: Iterable[Container]) -> Blocks:
    """The events that each read model is built from, and the contexts it serves."""
    rows = (
        (words(view.title), _listed(view.sources), join(", ", links.targets(view.serves)), words(view.doc))
        for part in parts
        for view in part.read_models
    )
    return table(("Read model", "Built from", "Serves", "Description"), rows)


def flows(links: Links, application: Application) -> Iterator[Block]:
    """A section for each flow and coordination: a diagram and the steps."""
    for flow in application.flows:
        yield from section(4, words(flow.title), _process(links, "flows", flow, map(flow_step, flow.steps)))
    for coordination in application.coordinations:
        steps = (code(reference.name) for reference in coordination.steps)
        yield from section(4, words(coordination.title), _process(links, "coordinations", coordination, steps))


def _process(links: Links, folder: str, process: Flow | Coordination, steps: Iterable[Part]) -> Iterator[Block]:
    yield from paragraph(words(process.doc))
    path = f"{folder}/{process_files(links.model)[process.qualified_name]}.svg"
    yield from links.picture(path, f"{process.title}, step by step")
    yield from numbered(steps)


def _policy(policy: Policy) -> Text:
    when = text("whenever ", _listed(policy.on, " or "), " happens, ") if policy.on else ""
    issues = text("issue ", _listed(policy.issues, " and ")) if policy.issues else ""
    invokes = text("call ", _listed(policy.invokes, " and ")) if policy.invokes else ""
    then = join(", and ", (issues, invokes)) or "no action is stated"
    doc = f" ({words(policy.doc)})" if policy.doc else ""
    return text(strong(words(policy.title)), ": ", when, then, doc)


def flow_step(step: FlowStep) -> Text:
    """A step of a flow as a sentence without its full stop."""
    subjects = _listed(step.subjects, phrases.JOINT["AND"])
    results = _listed(step.results, phrases.JOINT[step.operator])
    if step.kind == "EVENT":
        return text(subjects, " triggers ", results)
    actor = f", initiated by {words(step.actor)}," if step.actor else ""
    where = text(" in ", code(step.aggregate.name)) if step.aggregate else ""
    states = f" ({words(phrases.transition(step.transition))})" if step.transition else ""
    return text(subjects, actor, where, " emits ", results, states)


def _listed(references: Sequence[Reference], separator: str = ", ") -> Text:
    return join(separator, (code(reference.name) for reference in references))
