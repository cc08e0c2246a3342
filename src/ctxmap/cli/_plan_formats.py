"""A migration plan as people and tools get it: plain text, JSON, Markdown. Nothing is worked out here."""

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

_MOST = 8
"""How many names are written out."""


def as_text(models: Sequence[Model]) -> str:
    """For people: a paragraph for each context, in the order in which they come out."""
    told = ("\n".join(_told(model, is_one_of_several=len(models) > 1)).rstrip() for model in models)
    return "\n\n".join(told) + "\n"


def as_json(models: Sequence[Model]) -> str:
    """For tools: names are qualified names, what is empty of `shared` is left out."""
    told = [{"model": model.name, **msgspec.structs.asdict(migration_of(model))} for model in models]
    return msgspec.json.format(msgspec.json.encode(told)).decode() + "\n"


def as_markdown(models: Sequence[Model]) -> str:
    """What `migration.md` says, for somewhere else: without links and pictures."""
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


def _told(model: Model, *, is_one_of_several: bool) -> Iterator[str]:
    found = migration_of(model)
    if is_one_of_several:
        yield f"{model.name}"
        yield ""
    if not found.plans:
        yield "nothing to migrate: no context says `extractedFrom` or `migration`"
    for plan in found.plans:
        yield from _plan(model, plan)
    yield from _left_out(found)


def _plan(model: Model, plan: Plan) -> Iterator[str]:
    naming = _naming()
    system = f"out of {naming.context(plan.legacy)}" if plan.legacy else "out of a system that nobody names"
    on = f', on "{plan.map}"' if plan.map and len(model.maps) > 1 else ""
    out = len(plan.done)
    yield f"{system}{on}: {out} of {number_of(out + len(plan.steps), 'context')} done"
    yield ""
    for step in plan.done:
        yield from _step("✓", plan, step, naming)
    for number, step in enumerate(plan.steps, 1):
        yield from _step(f"{number}.", plan, step, naming)


def _step(number: str, plan: Plan, step: Step, naming: Naming) -> Iterator[str]:
    yield f"{number:>3} {naming.context(step.context)}, {STAGES[step.stage]}"
    yield f"    coupling: {plain(coupling_in_words(step, naming))}"
    if plan.legacy:
        told = list(shared_in_words(plan, step.shared, naming))
        yield from _listed("shared", told or [nothing_shared(plan, naming)])
    yield from _listed("in the way", [obstacle_in_words(plan, each, naming) for each in step.obstacles])
    yield ""


def _listed(label: str, sentences: Sequence[Text]) -> Iterator[str]:
    """The label before the first line, and the others below it."""
    for number, text in enumerate(sentences):
        before = f"{label}: " if number == 0 else " " * (len(label) + 2)
        yield f"    {before}{plain(text)}"


def _left_out(found: Migration) -> Iterator[str]:
    if found.untouched:
        yield f"nothing comes out of {_names(found.untouched)} yet: say `extractedFrom` where something does"
    if found.silent:
        says = "says" if len(found.silent) == 1 else "say"
        yield f"{_names(found.silent)} {says} nothing of migration"


def _names(names: Sequence[str]) -> str:
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return plain(joined([*(f'"{name}"' for name in names[:_MOST]), *more]))


def _naming() -> Naming:
    """As messages show names: contexts by their names, aggregates by theirs."""
    return Naming(
        context=lambda name: f'"{name}"',
        aggregate=lambda name: f'"{name.rpartition("::")[2]}"',
        word=lambda name: f'"{name}"',
    )
