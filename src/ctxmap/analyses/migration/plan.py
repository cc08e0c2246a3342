"""A plan for taking legacy systems apart: from the edges, what is coupled least first.

Each landscape is planned by itself, since as-is and to-be do not add up. How strongly something is coupled is counted
by `coupling`, for the order here as for the rule `extraction-order`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.analyses.migration.coupling import Coupling, couplings
from ctxmap.analyses.migration.extraction_cost import Obstacle, Shared, obstacles, shared
from ctxmap.analyses.migration.stages import legacy_of
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.facts import once_per_model
from ctxmap.vocabulary import MigrationState

Stage = Literal["", MigrationState]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A context to be taken out; contexts and aggregates by qualified name.

    `when` says when it is planned, or what it waits for. `neighbours` and `data` are its coupling: the other side of
    each of its relationships, and how many direct uses of data there are, by it and of it.
    """

    context: str
    stage: Stage
    when: str = ""
    neighbours: tuple[str, ...]
    data: int
    shared: Shared
    obstacles: tuple[Obstacle, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How one system is taken apart in one landscape: what has been extracted, and what follows in which order.

    `map` is the qualified name of the landscape's map, or the state of its maps where there are several (None where
    there is neither); `legacy` the system's name, "" where contexts have a `migration` and do not say from what.
    """

    map: str | None
    legacy: str
    done: tuple[Step, ...]
    steps: tuple[Step, ...]


class Migration(msgspec.Struct, frozen=True, kw_only=True):
    """All plans; legacy systems out of which nothing comes; contexts that say nothing of a migration, if others do."""

    plans: tuple[Plan, ...]
    untouched: tuple[str, ...]
    silent: tuple[str, ...]


@once_per_model
def migration_of(model: Model) -> Migration:
    """What a model says of its migration, in the order in which it is best done."""
    plans = tuple(plan for landscape in landscapes(model) for plan in _plans(model, landscape))
    touched = {plan.legacy for plan in plans}
    spoken = {step.context for plan in plans for step in (*plan.done, *plan.steps)}
    silent = [each for each in model.contexts if each.is_domain and each.qualified_name not in spoken | touched]
    old = [each for each in model.contexts if each.type == "LEGACY" and each.qualified_name not in touched]
    return Migration(
        plans=plans,
        untouched=tuple(each.qualified_name for each in old),
        silent=tuple(each.qualified_name for each in silent) if plans else (),
    )


def _plans(model: Model, landscape: Landscape) -> Iterator[Plan]:
    """A plan for each system that something is extracted from, in the order in which the text names the first one."""
    coupling, calls = couplings(model, landscape), stated_calls(landscape)
    coming_out: dict[str, list[Step]] = {}
    for context in landscape.contexts:
        if context.extracted_from or context.migration:
            legacy = legacy_of(model, context)
            step = _step(model, context, legacy, coupling[context.qualified_name], calls)
            coming_out.setdefault(legacy.qualified_name if legacy else "", []).append(step)
    for name, steps in coming_out.items():
        yield Plan(
            map=_name(landscape),
            legacy=name,
            done=tuple(step for step in steps if step.stage == "DONE"),
            steps=tuple(sorted((step for step in steps if step.stage != "DONE"), key=_ties)),
        )


def _step(
    model: Model, context: BoundedContext, legacy: BoundedContext | None, coupling: Coupling, calls: Sequence[Call]
) -> Step:
    common = shared(model, context, legacy, calls) if legacy else Shared()
    return Step(
        context=context.qualified_name,
        stage=context.migration,
        when=context.migration_when,
        neighbours=coupling.neighbours,
        data=coupling.data,
        shared=common,
        obstacles=tuple(obstacles(model, context, legacy, calls, common)) if legacy else (),
    )


def _name(landscape: Landscape) -> str | None:
    return landscape.maps[0].qualified_name if len(landscape.maps) == 1 else landscape.state or None


def _ties(step: Step) -> int:
    return len(step.neighbours) + step.data
