"""What event storming puts on the wall, and what is done in turn: policies, hotspots, read models, flows."""

from __future__ import annotations

from ctxmap.model.elements import Coordination, Flow, FlowStep, Hotspot, Policy, ReadModel, Reference
from ctxmap.model.link.body import Body, body_of
from ctxmap.model.link.kinds import AGGREGATE, COMMAND, CONTEXT, EVENT, OPERATION, SERVICE, STICKY_NOTE
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.scope import Kinds
from ctxmap.model.link.types import transition_of
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration, Name
from ctxmap.vocabulary import FLOW_STEP_WORDS, OPERATOR_WORDS, FlowStepKind

_MEANT_BY: dict[FlowStepKind, Kinds] = {"COMMAND": COMMAND, "OPERATION": OPERATION, "EVENT": EVENT}


def policies_of(resolver: Resolver, body: Body) -> tuple[Policy, ...]:
    """The policies among the members of a declaration."""
    return tuple([_policy(resolver, each) for each in body.declarations("Policy")])


def hotspots_of(resolver: Resolver, body: Body) -> tuple[Hotspot, ...]:
    """The hotspots among the members of a declaration."""
    return tuple([_hotspot(resolver, each) for each in body.declarations("Hotspot")])


def read_models_of(resolver: Resolver, body: Body) -> tuple[ReadModel, ...]:
    """The read models among the members of a declaration."""
    return tuple([_read_model(resolver, each) for each in body.declarations("ReadModel")])


def flows_of(resolver: Resolver, body: Body) -> tuple[Flow, ...]:
    """The flows among the members of a declaration."""
    return tuple([_flow(resolver, each) for each in body.declarations("Flow")])


def coordinations_of(resolver: Resolver, body: Body) -> tuple[Coordination, ...]:
    """The coordinations among the members of a declaration."""
    return tuple([_coordination(resolver, each) for each in body.declarations("Coordination")])


def _policy(resolver: Resolver, node: Declaration) -> Policy:
    body = body_of(resolver, node)
    return Policy(
        **body.common(node, resolver.names.declared[node]),
        on=body.refer_all("on", EVENT),
        issues=body.refer_all("issues", COMMAND),
        invokes=resolver.refer_to_operations(body.values("invokes")),
    )


def _hotspot(resolver: Resolver, node: Declaration) -> Hotspot:
    body = body_of(resolver, node)
    return Hotspot(
        **body.common(node, resolver.names.declared[node]),
        question=body.text("means"),
        on=body.refer_all("on", STICKY_NOTE),
    )


def _read_model(resolver: Resolver, node: Declaration) -> ReadModel:
    body = body_of(resolver, node)
    return ReadModel(
        **body.common(node, resolver.names.declared[node]),
        sources=body.refer_all("from", EVENT),
        serves=body.refer_all("serves", CONTEXT),
    )


def _flow(resolver: Resolver, node: Declaration) -> Flow:
    body = body_of(resolver, node)
    nodes = body.of(tree.FlowStep)
    steps = [_flow_step(resolver, each) for each in nodes]
    if not all(map(_is_whole, steps, nodes)):
        body.incomplete.add("steps")
    return Flow(
        **body.common(node, resolver.names.declared[node]),
        steps=tuple(step for step in steps if step.subjects and step.results),
    )


def _is_whole(step: FlowStep, node: tree.FlowStep) -> bool:
    return len(step.subjects) == len(node.subjects) and len(step.results) == len(node.results)


def _flow_step(resolver: Resolver, node: tree.FlowStep) -> FlowStep:
    kind, result_kind = FLOW_STEP_WORDS[node.kind.text], FLOW_STEP_WORDS[node.result_kind.text]
    aggregate = resolver.refer(node.aggregate, AGGREGATE)
    return FlowStep(
        at=resolver.span(node.kind),
        kind=kind,
        subjects=resolver.refer_all(node.subjects, _MEANT_BY[kind]),
        results=resolver.refer_all(node.results, _MEANT_BY[result_kind]),
        result_kind=result_kind,
        operator=OPERATOR_WORDS[node.operator.text] if node.operator else "",
        actor=node.actor.value if node.actor else "",
        aggregate=aggregate,
        transition=transition_of(resolver, node.transition, of_aggregate=aggregate is not None),
    )


def _coordination(resolver: Resolver, node: Declaration) -> Coordination:
    body = body_of(resolver, node)
    steps = [_coordination_step(resolver, each.operation) for each in body.of(tree.Step)]
    return Coordination(
        **body.common(node, resolver.names.declared[node]),
        steps=tuple(step for step in steps if step),
    )


def _coordination_step(resolver: Resolver, name: Name) -> Reference | None:
    """`Context::Service::operation`; that the three don't belong together is a matter for rules (no target)."""
    target = resolver.seek(name, OPERATION)
    parts = list(reversed(resolver.parts(name)))
    if target is None:
        for part, kinds in zip(parts, (OPERATION, SERVICE, CONTEXT), strict=False):
            if not resolver.exists(part, kinds):
                resolver.report_unknown(part, kinds)
                return None
    places = {word: resolver.span(part) for part, word in zip(parts, ("operation", "service", "context"), strict=False)}
    return Reference(at=resolver.span(name), places=places, name=name.text, target=target)
