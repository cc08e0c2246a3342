"""Contexts that are divided: groups of aggregates move to new contexts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ctxmap.model.elements import Aggregate, BoundedContext, Module
from ctxmap.refactorings import RefactoringError
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import divide, refuse_taken
from ctxmap.refactorings._texts import Content
from ctxmap.writer.words import name


def extract(draft: Draft, context: BoundedContext, groups: Mapping[str, Sequence[Aggregate]]) -> None:
    """Move aggregates to new contexts, by the names of these; modules of which all aggregates go are moved whole."""
    going = {each.qualified_name for several in groups.values() for each in several}
    if all(each.qualified_name in going for each in context.aggregates):
        raise RefactoringError(f'no aggregate would be left in "{context.name}"')
    refuse_taken(draft, *groups)
    for new, aggregates in groups.items():
        contents: list[Content] = []
        for part in _parts(context, {each.qualified_name for each in aggregates}):
            block = draft.block(part)
            draft.take_out(block)
            contents += ["\n" if contents else "", block, "\n"]
            below = part.qualified_name.split("::")[1:]
            draft.became[part.qualified_name] = "::".join((new, *(below if isinstance(part, Module) else below[-1:])))
        draft.write_behind(context, f"BoundedContext {name(new)} {{\n", *contents, "}")
    divide(draft, context, {each.qualified_name: new for new, several in groups.items() for each in several})


def split(draft: Draft, context: BoundedContext, groups: Iterable[tuple[str, Sequence[Aggregate]]], by: str) -> None:
    """Leave the first group in a context, and move each other one to a context that is called after it."""
    several = list(groups)
    if len(several) < 2:
        raise RefactoringError(f'the aggregates of "{context.name}" {by}')
    extract(draft, context, {f"{context.name}_{label}": group for label, group in several[1:]})


def grouped(keys: Iterable[tuple[str, Aggregate]]) -> list[tuple[str, list[Aggregate]]]:
    """Aggregates by a key, in the order of the text."""
    groups: dict[str, list[Aggregate]] = {}
    for key, aggregate in keys:
        groups.setdefault(key, []).append(aggregate)
    return list(groups.items())


def _parts(context: BoundedContext, going: set[str]) -> Iterable[Aggregate | Module]:
    """What moves: aggregates, and modules that hold nothing but such."""
    for module in context.modules:
        whole = module.aggregates and all(each.qualified_name in going for each in module.aggregates)
        others = (module.objects, module.enums, module.services, module.consumers, module.policies)
        if whole and not any(others):
            yield module
        else:
            yield from (each for each in module.aggregates if each.qualified_name in going)
    yield from (each for each in context.own_aggregates if each.qualified_name in going)
