"""`ctxmap impact`: who is affected if a context, an operation, an event or an aggregate changes, fails or goes away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click
import msgspec

from ctxmap.cli._options import STATES
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import compiled
from ctxmap.model.elements import Model

if TYPE_CHECKING:
    from ctxmap.analyses.impact import Affected

_HOW = {
    "FAILS": "fails, too",
    "FALLBACK": "goes on with its fallback",
    "USES": "uses it; the map does not say how",
    "LATER": "gets or sends its messages later",
}


@click.command()
@click.argument("element")
@with_settings
@click.option("--state", type=click.Choice(tuple(STATES)), help="The maps to look at.  [default: as for contracts]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="The output format.",
)
def command(settings: Settings, element: str, state: str | None, form: str) -> int:
    """Show who is affected by ELEMENT.

    ELEMENT is a context, or an aggregate, operation, event or command: its qualified name (Order::Orders::cancel), or
    as much of it as is unambiguous (Order.cancel, cancel). PATH is a .cml file, a folder, or - for standard input.

    Exit codes: 0 shown, 2 could not run, or there is no such element.
    """
    from ctxmap.breaking.states import as_one_map, landscape_of_contracts  # noqa: PLC0415 — only for this command

    projects = [project.without_plugins for project in settings.projects]
    models = [model for part in compiled(projects) for model in part.compilation.models]
    known = {name for model in models for name in _elements(model)}
    meant = _meant(element, known)
    told: list[tuple[Model, Sequence[Affected]]] = []
    for model in models:
        if meant in _elements(model):
            from ctxmap.analyses.impact import impact  # noqa: PLC0415

            landscape = landscape_of_contracts(model, STATES[state] if state else None)
            told.append((model, impact(as_one_map(model, landscape), landscape, meant)))
    show(_json(meant, told) if form == "json" else "".join(_text(meant, told)))
    return 0


def _elements(model: Model) -> Mapping[str, object]:
    """What one can ask about, by qualified name."""
    from ctxmap.model import index  # noqa: PLC0415

    return {
        **index.operations(model),
        **index.commands(model),
        **index.events(model),
        **index.aggregates(model),
        **index.contexts(model),
    }


def _meant(element: str, known: set[str]) -> str:
    """The qualified name that is meant; raises `ClickException` for none and for several."""
    name = element.replace(".", "::")
    if name in known:
        return name
    first, *_ = parts = name.split("::")
    ends = [
        each for each in sorted(known) if each.endswith(f"::{parts[-1]}") and (len(parts) == 1 or _holds(each, parts))
    ]
    if len(ends) == 1:
        return ends[0]
    if ends:
        raise click.ClickException(f'"{element}" may be {" or ".join(ends)}; name one of them')
    near = {each.rpartition("::")[2] for each in known} | {each for each in known if "::" not in each}
    raise click.ClickException(unknown("element", element, sorted(near), otherwise=f'nothing begins with "{first}"'))


def _holds(qualified_name: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in a qualified name in this order, the first at its beginning."""
    left = iter(qualified_name.split("::"))
    return qualified_name.startswith(f"{parts[0]}::") and all(part in left for part in parts)


def _text(element: str, told: Sequence[tuple[Model, Sequence[Affected]]]) -> Iterator[str]:
    from ctxmap.analyses.impact import teams_to_tell  # noqa: PLC0415

    for model, affected in told:
        head = f"{element} in {model.name}" if len(told) > 1 else element
        yield f"{head}: {len(affected) or 'no'} context{'' if len(affected) == 1 else 's'} affected\n"
        for each in affected:
            what = f" ({', '.join(each.what)})" if each.what else ""
            through = f", through {' and '.join(each.through[1:])}" if each.distance > 1 else ""
            yield f"  {each.context} {_HOW[each.degree]}{what}{through}\n"
        if teams := teams_to_tell(model, affected):
            yield f"to tell: {', '.join(teams)}\n"


def _json(element: str, told: Sequence[tuple[Model, Sequence[Affected]]]) -> str:
    from ctxmap.analyses.impact import teams_to_tell  # noqa: PLC0415

    data = {
        "element": element,
        "models": [
            {
                "model": model.name,
                "affected": [
                    {"context": each.context, "how": each.degree, "what": each.what, "through": each.through}
                    for each in affected
                ],
                "teams": teams_to_tell(model, affected),
            }
            for model, affected in told
        ],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
