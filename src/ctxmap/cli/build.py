"""`ctxmap build`: runs the backends and writes their artifacts into a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from ctxmap import backends
from ctxmap.backends import Artifact, NotInstalledError, Placed, Request
from ctxmap.cli._difference import show_difference
from ctxmap.cli._formats import formats_option
from ctxmap.cli._options import (
    STANDARD_OUTPUT,
    baseline_option,
    fail_on_option,
    language_option,
    output_option,
    width_option,
)
from ctxmap.cli._output import Written, write
from ctxmap.cli._paths import model_folders
from ctxmap.cli._repository import path_for_all
from ctxmap.cli._review import reviewed
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import number_of, quoted, show
from ctxmap.cli._theme import theme_of
from ctxmap.cli._workspace import Part, at_least, compiled, show_findings
from ctxmap.drawing.theme import Theme
from ctxmap.findings.finding import Severity
from ctxmap.text.files import Disk


@click.command()
@partial(with_settings, runs_plugins=True)
@output_option
@formats_option
@language_option
@width_option
@click.option(
    "--template",
    "templates",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Write what this Jinja template makes of the model, and no other output unless --only names it.",
)
@click.option(
    "--check", "only_compare", is_flag=True, help="Write nothing, and exit with 1 if the files are out of date."
)
@fail_on_option
@baseline_option
@click.pass_context
def command(ctx: click.Context, settings: Settings, templates: tuple[str, ...], only_compare: bool) -> int:
    """Build diagrams, documents and API contracts from context maps.

    PATH is a .cml file, a folder, or - for standard input. Without PATH, ctxmap reads the sources in the configuration.
    Maps that don't import each other are separate models, and each model gets its own folder.

    ctxmap never overwrites a file that it did not write, and removes files that it wrote before and no longer builds.
    If a map has errors, it writes nothing, unless you use --fail-on never. With `-o -` it prints a single file.
    A template gets `model` and `findings`.

    Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 could not run.
    """
    themes = [theme_of(project) for project in settings.projects]
    parts = compiled(settings.projects)
    review = reviewed(parts)
    fresh = review.compilation
    errors = at_least(fresh, Severity.ERROR)
    show_findings(errors, "text", err=True)
    if review.blocks_outputs:
        show(f"\n{review.summary()}; no files written (use --fail-on never to write them anyway)\n", err=True)
        return 1
    if any(part.compilation.diagnostics for part in parts):
        gap = "\n" if errors.diagnostics else ""
        hint = "" if errors.diagnostics == fresh.diagnostics else "; run `ctxmap check` to see them"
        show(f"{gap}{review.summary()}{hint}\n", err=True)
    is_only_named = ctx.get_parameter_source("only") is click.core.ParameterSource.COMMANDLINE
    outputs = _outputs(parts, themes, templates, with_others=is_only_named or not templates)
    if STANDARD_OUTPUT in outputs and len(outputs) > 1:
        raise click.UsageError("the projects have different output folders; choose one of them with -o")
    maps = _maps(parts)
    is_stale = [_hand_over(made, folder, maps[folder], only_compare=only_compare) for folder, made in outputs.items()]
    return int(any(is_stale) or review.fails)


def _hand_over(
    artifacts: Mapping[str, Sequence[Artifact]], folder: str, maps: Sequence[str], *, only_compare: bool
) -> bool:
    """Print the artifacts, write them, or compare them with the files; gives whether files are out of date."""
    if folder == STANDARD_OUTPUT and only_compare:
        raise click.UsageError("--check can't be used with -o -: it compares files")
    if folder == STANDARD_OUTPUT:
        show(_only_one(artifacts).content)
        return False
    if only_compare:
        return show_difference(Path(folder), artifacts)
    for remark in dict.fromkeys(each.remark for made in artifacts.values() for each in made if each.remark):
        show(f"warning: {remark}\n", err=True)
    written = write(Path(folder), artifacts, maps)
    show(_summary(written, Path(folder)))
    if written.is_of_another_map:
        show(
            f"warning: {quoted(folder)} had the files of another map; give each map its own folder with -o\n", err=True
        )
    return False


def _maps(parts: Sequence[Part]) -> Mapping[str, Sequence[str]]:
    """The paths of the models' first files, by output folder: what tells them from others on every machine."""
    found: dict[str, list[str]] = {}
    for part in parts:
        named = (path_for_all(root, part.project.top) for root in part.compilation.roots)
        found.setdefault(part.project.configuration.output.folder, []).extend(named)
    return found


def _outputs(
    parts: Sequence[Part], themes: Sequence[Theme], templates: Sequence[str], *, with_others: bool
) -> Mapping[str, Mapping[str, Sequence[Artifact]]]:
    """The artifacts of each backend, by output folder; several models in one have a folder each."""
    wanted: dict[str, list[Request]] = {}
    for part, theme in zip(parts, themes, strict=True):
        configuration, found = part.project.configuration, part.compilation.diagnostics
        requests = [Request(model, found, configuration, theme) for model in part.compilation.models]
        wanted.setdefault(configuration.output.folder, []).extend(requests)
    try:
        return {
            folder: {**(_artifacts(requests) if with_others else {}), **_of_templates(requests, templates)}
            for folder, requests in wanted.items()
        }
    except NotInstalledError as error:
        raise click.ClickException(str(error)) from error


def _artifacts(requests: Sequence[Request]) -> Mapping[str, Sequence[Artifact]]:
    wanted: dict[str, list[Placed]] = {}
    for request, folder in zip(requests, model_folders([each.model for each in requests]), strict=True):
        chosen = request.configuration.output.formats
        for name in backends.by_default() if chosen is None else chosen:
            wanted.setdefault(name, []).append(Placed(folder, request))
    return {name: list(backends.load(name).build_all(placed)) for name, placed in wanted.items()}


def _of_templates(requests: Sequence[Request], templates: Sequence[str]) -> Mapping[str, Sequence[Artifact]]:
    if not templates:
        return {}
    from ctxmap.backends._templates import TemplateFaultError, backend_of, render  # noqa: PLC0415 — rarely used

    placed = list(zip(model_folders([each.model for each in requests]), requests, strict=True))
    try:
        return {backend_of(each): list(render(each, placed, Disk())) for each in templates}
    except TemplateFaultError as error:
        raise click.ClickException(str(error)) from error


def _only_one(artifacts: Mapping[str, Sequence[Artifact]]) -> Artifact:
    """The artifact to print; raises `ClickException` unless there is exactly one."""
    made = [artifact for each in artifacts.values() for artifact in each]
    if len(made) == 1:
        return made[0]
    if not made:
        raise click.ClickException(f"nothing to print: {' and '.join(artifacts)} built no file from this map")
    files = ", ".join(f'"{artifact.path}"' for artifact in made[:3]) + (", …" if len(made) > 3 else "")
    hint = "choose one output with --only" if len(artifacts) > 1 else "name a folder with -o"
    raise click.ClickException(f"can't print {len(made)} files: {files}; {hint}")


def _summary(written: Written, output: Path) -> str:
    also = [f"{written.unchanged} unchanged"] if written.unchanged else []
    also += [f"{written.removed} removed"] if written.removed else []
    remark = f" ({', '.join(also)})" if also else ""
    kept = "".join(f"kept {quoted(output / path)}: changed since ctxmap wrote it\n" for path in written.kept)
    return f"wrote {number_of(written.written, 'file')} to {quoted(output)}{remark}\n{kept}"
