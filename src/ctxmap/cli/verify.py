"""`ctxmap verify`: where a map differs from the contracts and the traffic of the running system."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import msgspec
from msgspec.structs import replace

from ctxmap import reports
from ctxmap.cli._options import STATES, baseline_option, fail_on_option, ignore_option, select_option
from ctxmap.cli._review import reviewed
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import show
from ctxmap.cli._workspace import UNREADABLE, Part, compiled, show_findings, together, without_rules

_FOR_PEOPLE = "text"


class Given(msgspec.Struct, frozen=True):
    """The files of the options: contracts, perhaps with their context before a `=`, and telemetry."""

    openapi: tuple[str, ...]
    asyncapi: tuple[str, ...]
    traffic: tuple[str, ...]


def with_evidence(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command take files about the running system; it is given a `Given`."""

    @click.option("--openapi", multiple=True, metavar="[CONTEXT=]FILE", help="An OpenAPI document of a service.")
    @click.option("--asyncapi", multiple=True, metavar="[CONTEXT=]FILE", help="An AsyncAPI document of a service.")
    @click.option(
        "--traffic",
        multiple=True,
        type=click.Path(dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="Telemetry as JSON: spans, or metrics of the service graph.",
    )
    @wraps(command)
    def run(openapi: tuple[str, ...], asyncapi: tuple[str, ...], traffic: tuple[str, ...], **others: Any) -> int:
        return command(given=Given(openapi, asyncapi, traffic), **others)

    return run


@click.command()
@with_settings
@with_evidence
@click.option(
    "--state",
    type=click.Choice(tuple(STATES)),
    help="Compare with the maps of this state.  [default: as-is, otherwise none, otherwise to-be]",
)
@click.option(
    "--format",
    "report",
    type=click.Choice(reports.names()),
    default=_FOR_PEOPLE,
    show_default=True,
    help="The output format.",
)
@select_option
@ignore_option
@fail_on_option
@baseline_option
@click.option("--write-baseline", "is_recorded", is_flag=True, help="Write the current findings into the baseline.")
@click.option("-q", "--quiet", is_flag=True, help="Print the findings only, without a summary.")
def command(
    settings: Settings,
    given: Given,
    state: str | None,
    report: str,
    is_recorded: bool,
    quiet: bool,
) -> int:
    """Compare a map with the contracts and traffic of what runs.

    PATH is a .cml file, a folder, or - for standard input. The options --openapi, --asyncapi and --traffic may be
    repeated. The context of a contract is the one that is named before its file, or else the one that its title or its
    file is named after. What names mean can also be said in the configuration, under [verify].

    Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 could not run, or a file is malformed.
    """
    if not (given.openapi or given.asyncapi or given.traffic):
        raise click.UsageError("nothing to compare with: name a contract (--openapi, --asyncapi) or --traffic")
    from ctxmap import drift  # noqa: PLC0415 — pydantic takes time, and wrong options shouldn't wait for it
    from ctxmap.cli._evidence import Reading, findings_of, refuse_unknown_names  # noqa: PLC0415

    part = _only_part(settings)
    project = part.project
    evidence = drift.Evidence(
        part.compilation.model,
        state=STATES[state] if state else None,
        verification=project.configuration.verify,
        defaults=project.configuration.contracts,
    )
    refuse_unknown_names(evidence)
    reading = Reading()
    reading.add_openapi(evidence, given.openapi)
    reading.add_asyncapi(evidence, given.asyncapi)
    reading.add_traffic(evidence, given.traffic)
    diagnostics = findings_of(evidence, reading, part.compilation, project.configuration)
    sources = {**part.compilation.sources, **reading.sources}
    found = replace(part, compilation=replace(part.compilation, diagnostics=diagnostics, sources=sources))
    if is_recorded and not reading.findings:
        from ctxmap.cli._baseline import record_findings  # noqa: PLC0415 — only for who asks for it

        return record_findings([found], drift.names().__contains__)
    review = reviewed([found], "verify", drift.names().__contains__)
    show_findings(review.compilation, report)
    if report == _FOR_PEOPLE and not quiet:
        show(f"{chr(10) if review.compilation.diagnostics else ''}{review.summary()}\n{review.remark()}")
    return 2 if reading.findings else int(review.fails)


def _only_part(settings: Settings) -> Part:
    """The map, without the findings of its own; one that can't be read is no measure."""
    parts = compiled([without_rules(project) for project in settings.projects])
    models = [model for part in parts for model in part.compilation.models]
    if len(models) > 1:
        names = ", ".join(f'"{model.name}"' for model in models[:3])
        problem = f"a system is compared with one model, and there are {len(models)}: {names}"
        raise click.ClickException(f"{problem}; name the files of one")
    errors = tuple(each for each in together(parts).diagnostics if each.rule in UNREADABLE)
    if errors:
        show_findings(replace(together(parts), diagnostics=errors), _FOR_PEOPLE, err=True)
        raise click.ClickException("a part of the map can't be read, and would count as missing")
    pairs = zip(parts, settings.projects, strict=True)
    return next(replace(part, project=project) for part, project in pairs if part.compilation.models)
