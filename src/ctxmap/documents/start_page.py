"""The page above several models: what they are, and states of one landscape side by side.

Models are states of one landscape if one has only as-is maps, the other only to-be maps, and they share contexts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from posixpath import dirname

import msgspec

from ctxmap.analyses.landscapes import landscapes, maps_by_state
from ctxmap.documents.findings import locate_findings
from ctxmap.documents.links import Links
from ctxmap.documents.overview import title_of
from ctxmap.documents.page import Block, Blocks, Heading, Link, Part, Picture, Place, Text, names, section, table, words
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.names import landscape_file, map_files

_STATES = {"AS_IS": "as-is", "TO_BE": "to-be"}


class PlacedModel(msgspec.Struct, frozen=True, eq=False):
    """A model and the folder of its files, which ends with `/`; `page` is its start page, `files` all that is built.

    The page is relative to the folder, as the files are.
    """

    folder: str
    model: Model
    page: str
    files: frozenset[str]


def start_page(models: Sequence[PlacedModel], diagnostics: Sequence[Diagnostic]) -> Iterator[Block]:
    """A table of the models, and a section for each pair of an as-is and a to-be model."""
    yield Heading(1, ("Models",))
    yield from table(
        ("Model", "State", "Maps", "Contexts", "Errors", "Warnings", "Information"),
        (_row(each, diagnostics) for each in models),
    )
    for as_is, to_be in _pairs(models):
        yield from section(2, f"As-is and to-be: {_title(to_be)}", _side_by_side(as_is, to_be))


def _row(placed: PlacedModel, diagnostics: Sequence[Diagnostic]) -> Sequence[Part]:
    found = Counter(each.severity for each, _ in locate_findings(placed.model, diagnostics).all)
    return (
        _link(placed),
        ", ".join(_STATES[state] for state in _states(placed.model) if state in _STATES),
        str(len(placed.model.maps)),
        str(len(_contexts(placed.model))),
        *(str(found[severity] or "") for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)),
    )


def _link(placed: PlacedModel) -> Text:
    name = words(placed.model.name) or _title(placed)
    return (Link(Place(placed.folder + placed.page), (name,)),) if placed.page in placed.files else (name,)


def _title(placed: PlacedModel) -> str:
    return title_of(placed.model)


def _states(model: Model) -> Sequence[str]:
    return [each.state for each in landscapes(model) if each.maps]


def _contexts(model: Model) -> Sequence[BoundedContext]:
    return [context for context in model.contexts if context.type != "TEAM"]


def _pairs(models: Sequence[PlacedModel]) -> Iterator[tuple[PlacedModel, PlacedModel]]:
    """Each as-is model with the to-be model that is most like it: of its folder first, then by common contexts."""
    free = [each for each in models if _states(each.model) == ["TO_BE"]]
    for as_is in models:
        alike = [each for each in free if _states(as_is.model) == ["AS_IS"] and _in_common(as_is, each)]
        if alike:
            to_be = max(alike, key=lambda each: (_folder(each) == _folder(as_is), _in_common(as_is, each)))
            free.remove(to_be)
            yield as_is, to_be


def _folder(placed: PlacedModel) -> str:
    return dirname(placed.folder.rstrip("/"))


def _in_common(one: PlacedModel, other: PlacedModel) -> int:
    here, there = ({each.name for each in _contexts(placed.model)} for placed in (one, other))
    return len(here & there)


def _side_by_side(as_is: PlacedModel, to_be: PlacedModel) -> Blocks:
    both = as_is, to_be
    (before,), (after,) = (landscapes(each.model) for each in both)
    here, there = ([each.name for each in one.contexts if each.type != "TEAM"] for one in (before, after))
    return table(
        ("", *((*_link(each), f" ({state})") for each, state in zip(both, _STATES.values(), strict=True))),
        [
            ("Diagram", *map(_diagram, both)),
            ("Contexts", str(len(here)), str(len(there))),
            ("Only here", _only(here, there), _only(there, here)),
            ("Relationships", *(str(len(each.relationships)) for each in (before, after))),
            ("Synchronous", *(str(sum(len(one.syncs) for one in each.relationships)) for each in (before, after))),
            ("Asynchronous", *(str(sum(len(one.asyncs) for one in each.relationships)) for each in (before, after))),
        ],
    )


def _only(here: Iterable[str], there: Iterable[str]) -> Text:
    known = set(there)
    return names(name for name in here if name not in known)


def _diagram(placed: PlacedModel) -> Text:
    """The diagram of the landscape, or else of its first map, folded where there is such a diagram."""
    links = Links(placed.model, placed.files)
    ((state, maps),) = maps_by_state(placed.model).items()
    file = map_files(placed.model)[maps[0].qualified_name]
    paths = (f"landscapes/{landscape_file(state)}.svg", f"overviews/{file}.svg", f"maps/{file}.svg")
    shown = next((path for path in paths if path in links.files), "")
    shows = f"{_title(placed)}, {_STATES[state]}"
    return (Picture(Place(placed.folder + shown), shows),) if shown else ()
