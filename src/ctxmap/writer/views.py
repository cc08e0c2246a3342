"""Views, and deployables."""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.model.elements import Deployable, Quoted, Reference, View
from ctxmap.writer.words import (
    clauses,
    common,
    databases,
    declaration,
    flag,
    name,
    name_setting,
    quoted,
    refs_setting,
    text_setting,
    written,
)


@written.register
def view(thing: View) -> str:
    of = thing.map.name if thing.map else thing.state
    body = [
        text_setting("title", thing.heading),
        _selection("include", thing.include, thing.include_selectors),
        _selection("exclude", thing.exclude, thing.exclude_selectors),
        flag("neighbours", is_set=thing.with_neighbours),
        name_setting("direction", thing.direction),
        name_setting("groupBy", thing.group_by),
        name_setting("detail", thing.detail),
        *common(thing),
    ]
    return declaration(clauses(f"View {name(thing.name)}", f"of {name(of)}" if of else ""), body, thing.doc)


@written.register
def deployable(thing: Deployable) -> str:
    body = [
        refs_setting("contexts", thing.contexts),
        databases(thing.databases),
        name_setting("state", thing.state),
        *common(thing),
    ]
    return declaration(f"Deployable {name(thing.name)}", body, thing.doc)


def _selection(key: str, references: Sequence[Reference], selectors: Sequence[Quoted]) -> str:
    selected = [*(name(each.name) for each in references), *(quoted(each.value) for each in selectors)]
    return f"{key} = {', '.join(selected)}" if selected else ""
