"""What sets what in motion inside a context: policies, read models, flows and coordinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.documents import phrases
from ctxmap.documents.links import Links
from ctxmap.documents.markdown import bullets, code, numbered, section, table, words
from ctxmap.model.elements import Application, Container, Coordination, Flow, FlowStep, Policy, Reference
from ctxmap.model.names import process_files


def policies(parts: Iterable[Container]) -> str:
    """A sentence for each: whenever this happens, do that."""
    return bullets(_policy(policy) for part in parts for policy in part.policies)


def read_models(links: Links, parts: Iterable[Container]) -> str:
    """From which events each is built, and for whom."""
    rows = (
        (words(view.title), _listed(view.sources), ", ".join(links.targets(view.serves)), words(view.doc))
        for part in parts
        for view in part.read_models
    )
    return table(("Read model", "Built from", "Serves", "What it shows"), rows)


def flows(links: Links, application: Application) -> Iterator[str]:
    """A section for each flow and coordination, as a picture and step by step."""
    for flow in application.flows:
        yield from section(4, words(flow.title), _process(links, "flows", flow, map(_step, flow.steps)))
    for coordination in application.coordinations:
        steps = (code(reference.name) for reference in coordination.steps)
        yield from section(4, words(coordination.title), _process(links, "coordinations", coordination, steps))


def _process(links: Links, folder: str, process: Flow | Coordination, steps: Iterable[str]) -> Iterator[str]:
    yield words(process.doc)
    path = f"{folder}/{process_files(links.model)[process.qualified_name]}.svg"
    yield links.picture(path, f"{process.title}, step by step")
    yield numbered(steps)


def _policy(policy: Policy) -> str:
    when = f"whenever {_listed(policy.on, ' or ')} happens, " if policy.on else ""
    issues = f"issue {_listed(policy.issues, ' and ')}" if policy.issues else ""
    invokes = f"call {_listed(policy.invokes, ' and ')}" if policy.invokes else ""
    then = ", and ".join(filter(None, [issues, invokes])) or "something is to be done"
    doc = f" ({words(policy.doc)})" if policy.doc else ""
    return f"**{words(policy.title)}**: {when}{then}{doc}"


def _step(step: FlowStep) -> str:
    subjects = _listed(step.subjects, phrases.JOINT["AND"])
    results = _listed(step.results, phrases.JOINT[step.operator])
    if step.kind == "EVENT":
        return f"{subjects} triggers {results}"
    actor = f", initiated by {words(step.actor)}," if step.actor else ""
    where = f" in {code(step.aggregate.name)}" if step.aggregate else ""
    states = f" ({words(phrases.transition(step.transition))})" if step.transition else ""
    return f"{subjects}{actor}{where} emits {results}{states}"


def _listed(references: Sequence[Reference], joint: str = ", ") -> str:
    return joint.join(code(reference.name) for reference in references)
