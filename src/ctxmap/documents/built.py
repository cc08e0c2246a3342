"""The files that a build writes, by the formats that a team has chosen: what links can lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from ctxmap.analyses.contracts.calls import http_contracts
from ctxmap.analyses.contracts.messages import contexts_with_messages
from ctxmap.analyses.migration.plan import migration_of
from ctxmap.configuration import Output
from ctxmap.model.elements import Model
from ctxmap.model.names import context_files
from ctxmap.pictures.kinds import pictures
from ctxmap.pictures.scene import scene_of


def built_files(model: Model, output: Output) -> frozenset[str]:
    """The paths of pages, pictures and contracts below the output folder."""
    chosen = _FILES if output.formats is None else _FILES.keys() & {*output.formats, "markdown"}
    return frozenset(path for name in chosen for path in _FILES[name](model))


def _pages(model: Model) -> Iterator[str]:
    yield "index.md"
    yield from (f"contexts/{file}.md" for file in context_files(model).values())
    if migration_of(model).plans:
        yield "migration.md"


def _pictures(model: Model) -> Iterator[str]:
    return (f"{each.path}.svg" for each in pictures(scene_of(model)))


def _interactive_page(model: Model) -> Iterator[str]:
    return ("map.html" for _ in islice(_pictures(model), 1))


def _openapi(model: Model) -> Iterator[str]:
    files = context_files(model)
    return (f"openapi/{files[offer.context.qualified_name]}.yaml" for offer in http_contracts(model))


def _asyncapi(model: Model) -> Iterator[str]:
    files = context_files(model)
    return (f"asyncapi/{files[name]}.yaml" for name in contexts_with_messages(model))


_FILES: Mapping[str, Callable[[Model], Iterator[str]]] = {
    "markdown": _pages,
    "svg": _pictures,
    "html": _interactive_page,
    "openapi": _openapi,
    "asyncapi": _asyncapi,
}
