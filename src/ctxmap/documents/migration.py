"""The migration plan as a page: the order in which contexts are extracted from legacy systems, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.migration.plan import Plan, Step, migration_of
from ctxmap.documents.links import Links
from ctxmap.documents.migration_wording import (
    STAGES,
    Naming,
    coupling_in_words,
    nothing_shared,
    obstacle_in_words,
    shared_in_words,
)
from ctxmap.documents.page import (
    Block,
    Heading,
    Part,
    bullets,
    code,
    facts,
    join,
    paragraph,
    prose,
    section,
    table,
    text,
    words,
)
from ctxmap.model import index

_WHY = (
    "The least coupled contexts are extracted first: fewer other contexts have to change, and a mistake costs less."
    " Coupling is the number of relationships with our own contexts and with legacy systems, plus direct reads and"
    " writes of data in both directions."
)
_NOTHING = prose("Nothing to migrate: no context has `extractedFrom` or `migration`.")


def migration_page(links: Links, of: str = "") -> Iterator[Block]:
    """The blocks of the page; `of` names the model if there are several."""
    migration = migration_of(links.model)
    yield Heading(1, join(": ", ("Migration", words(of))))
    yield from paragraph(_WHY if migration.plans else _NOTHING)
    yield from links.picture("migration.svg", "The contexts that are extracted from each legacy system, in order")
    for plan in migration.plans:
        yield from _plan(links, plan)
    untouched, silent = (bullets(map(links.context, names)) for names in (migration.untouched, migration.silent))
    yield from section(2, "Legacy systems from which nothing is extracted", untouched)
    yield from section(2, "Contexts without a migration status", silent)


def naming(links: Links) -> Naming:
    """How the page shows names."""
    return Naming(context=links.context, aggregate=lambda name: _aggregate(links, name), word=code)


def _plan(links: Links, plan: Plan) -> Iterator[Block]:
    yield Heading(2, text(_heading(links, plan)))
    yield from table(("", "Context", "Status", "Relationships", "Direct data access", "Obstacles"), _rows(links, plan))
    for number, step in enumerate(plan.steps, 1):
        yield Heading(3, text(f"{number}. ", _title(links, step.context)))
        yield from facts(_facts(links, plan, step))


def _heading(links: Links, plan: Plan) -> str:
    system = f"Extraction from {_title(links, plan.legacy)}" if plan.legacy else "Extraction from an unnamed system"
    maps = {each.qualified_name: each for each in links.model.maps}
    on = maps.get(plan.map or "")
    return f"{system}, on {words(on.title) or 'the map'}" if on and len(maps) > 1 else system


def _rows(links: Links, plan: Plan) -> Iterator[tuple[Part, ...]]:
    numbered = [("✓", step) for step in plan.done] + [(str(number), step) for number, step in enumerate(plan.steps, 1)]
    for number, step in numbered:
        yield (
            number,
            links.context(step.context),
            join(" ", (STAGES[step.stage], f"({words(step.when)})" if step.when else "")),
            str(len(step.neighbours)),
            str(step.data),
            str(len(step.obstacles)) if step.obstacles else "none",
        )


def _facts(links: Links, plan: Plan, step: Step) -> Iterator[tuple[str, Part]]:
    shown = naming(links)
    yield "Coupling", coupling_in_words(step, shown)
    if plan.legacy:
        common = join("; ", shared_in_words(plan, step.shared, shown))
        yield "Shared", common or nothing_shared(plan, shown)
    yield from (("Obstacle", obstacle_in_words(plan, each, shown)) for each in step.obstacles)


def _title(links: Links, name: str) -> str:
    context = index.contexts(links.model).get(name)
    return words(context.title) if context else ""


def _aggregate(links: Links, name: str) -> Part:
    aggregate = index.aggregates(links.model).get(name)
    return links.aggregate_named(aggregate) if aggregate else code(name)
