"""A migration plan as text, JSON or Markdown. The plan itself is in `analyses`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.analyses.migration.plan import Migration, Plan, Step, migration_of
from ctxmap.cli._terminal import number_of
from ctxmap.documents.migration_wording import (
    STAGES,
    Naming,
    coupling_in_words,
    joined,
    nothing_shared,
    obstacle_in_words,
    shared_in_words,
)
from ctxmap.documents.page import Text, plain
from ctxmap.model.elements import Model
from ctxmap.reports._characters import visible
from ctxmap.reports._json import to_json

_MOST = 8
"""The most names that are listed."""


def as_text(models: Sequence[Model]) -> str:
    """For people: a paragraph for each context, in the order of the plan."""
    plans = ("\n".join(_plans(model, is_one_of_several=len(models) > 1)).rstrip() for model in models)
    return "\n\n".join(plans) + "\n"


def as_json(models: Sequence[Model]) -> str:
    """For tools: names are qualified; empty parts of `shared` are left out."""
    plans = [{"model": model.name, **msgspec.structs.asdict(migration_of(model))} for model in models]
    return to_json(plans)


def as_markdown(models: Sequence[Model]) -> str:
    """The page `migration.md` without links and diagrams."""
    from ctxmap.documents.links import Links  # noqa: PLC0415 — only who wants Markdown pays for it
    from ctxmap.documents.markdown import as_markdown  # noqa: PLC0415
    from ctxmap.documents.migration import migration_page  # noqa: PLC0415

    names = [model.name if len(models) > 1 else "" for model in models]
    return "\n".join(as_markdown(migration_page(Links(model), name)) for model, name in zip(models, names, strict=True))


FORMATS: Mapping[str, Callable[[Sequence[Model]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}


def _plans(model: Model, *, is_one_of_several: bool) -> Iterator[str]:
    migration = migration_of(model)
    if is_one_of_several:
        yield visible(model.name)
        yield ""
    if not migration.plans:
        yield "nothing to migrate: no context has `extractedFrom` or `migration`"
    for plan in migration.plans:
        yield from _plan(model, plan)
    yield from _left_out(migration)


def _plan(model: Model, plan: Plan) -> Iterator[str]:
    naming = _naming()
    system = f"extraction from {naming.context(plan.legacy)}" if plan.legacy else "extraction from an unnamed system"
    on = f', on "{plan.map}"' if plan.map and len(model.maps) > 1 else ""
    out = len(plan.done)
    yield f"{system}{on}: {out} of {number_of(out + len(plan.steps), 'context')} done"
    yield ""
    for step in plan.done:
        yield from _step("✓", plan, step, naming)
    for number, step in enumerate(plan.steps, 1):
        yield from _step(f"{number}.", plan, step, naming)


def _step(number: str, plan: Plan, step: Step, naming: Naming) -> Iterator[str]:
    when = f" ({step.when})" if step.when else ""
    yield f"{number:>3} {naming.context(step.context)}, {STAGES[step.stage]}{when}"
    yield f"    coupling: {plain(coupling_in_words(step, naming))}"
    if plan.legacy:
        shared = list(shared_in_words(plan, step.shared, naming))
        yield from _listed("shared", shared or [nothing_shared(plan, naming)])
    yield from _listed("obstacles", [obstacle_in_words(plan, each, naming) for each in step.obstacles])
    yield ""


def _listed(label: str, sentences: Sequence[Text]) -> Iterator[str]:
    """The sentences below each other, the label before the first."""
    for number, text in enumerate(sentences):
        before = f"{label}: " if number == 0 else " " * (len(label) + 2)
        yield f"    {before}{plain(text)}"


def _left_out(migration: Migration) -> Iterator[str]:
    if migration.untouched:
        names = _names(migration.untouched)
        yield f"nothing is extracted from {names}: add `extractedFrom` to the contexts that replace parts of it"
    if migration.silent:
        yield f"without a migration status: {_names(migration.silent)}"


def _names(names: Sequence[str]) -> str:
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return plain(joined([*(f'"{name}"' for name in names[:_MOST]), *more]))


def _naming() -> Naming:
    """Names in quotes, as in messages."""
    return Naming(
        context=lambda name: f'"{name}"',
        aggregate=lambda name: f'"{name.rpartition("::")[2]}"',
        word=lambda name: f'"{name}"',
    )
