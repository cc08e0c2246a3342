"""`ctxmap diff`: what was added, removed and changed between two versions of a map, as text and as diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from ctxmap import reports
from ctxmap.analyses.difference import difference, same_models
from ctxmap.cli._options import STANDARD_OUTPUT, STATES, date_of, fail_on_option, ignore_option, select_option
from ctxmap.cli._output import write
from ctxmap.cli._paths import model_folders
from ctxmap.cli._projects import Project
from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import number_of, quoted, show, use_color
from ctxmap.cli._workspace import UNREADABLE, compiled, show_findings, together, without_rules
from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Severity
from ctxmap.model.elements import Model
from ctxmap.reports import _difference as formats
from ctxmap.reports._difference import Between
from ctxmap.text.files import STANDARD_INPUT
from ctxmap.text.revision import RevisionError, may_be_revision, revision_of

_FOLDER = "differences"
"""The folder of the diagrams, and their name in the record of the output folder."""


class _Version(click.Path):
    """A path, or `REV:PATH`, about which git has the last word."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what doesn't exist, as for every command, unless it may be a revision's."""
        return value if may_be_revision(value) else super().convert(value, param, ctx)


@click.command()
@partial(with_settings, path=_Version(exists=True, allow_dash=True))
@click.option("--breaking", "is_breaking", is_flag=True, help="Report what breaks consumers of the old version.")
@click.option(
    "--state",
    type=click.Choice(tuple(STATES)),
    help="With --breaking: compare the maps with this state.  [default: to-be, otherwise none, otherwise as-is]",
)
@click.option(
    "--today",
    callback=date_of,
    metavar="DATE",
    help="With --breaking: the date by which an announced removal is due.  [default: today]",
)
@select_option
@ignore_option
@fail_on_option
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted({*formats.names(), *reports.names()})),
    default="text",
    show_default=True,
    help="The output format: text, json or markdown; with --breaking, also any report of `ctxmap check`.",
)
@click.option("--exit-code", "is_judged", is_flag=True, help="Exit with 1 if the versions differ.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, allow_dash=True),
    metavar="DIR",
    help="Also draw each map that changed, into this folder; - prints the diagram instead of the text.",
)
def command(
    settings: Settings,
    is_breaking: bool,
    state: str | None,
    today: str,
    form: str,
    is_judged: bool,
    output: str | None,
) -> int:
    """Compare two versions of a map: OLD NEW.

    Each PATH is a .cml file, a folder, - for standard input, or REV:PATH, which is read from git. Elements are matched
    by name; an element that was renamed or moved is recognised. Comments, the order of declarations, their distribution
    over files and other spellings of the same value don't matter.

    With --breaking, it reports the changes that break contexts which run against the old version: what they call or
    receive, and is gone, asks for more or gives less. Each finding names the contexts and the teams to tell.

    Exit codes: 0 compared, 1 the versions differ (with --exit-code), or break something (with --breaking: findings at
    or above --fail-on), 2 could not run, or a version can't be read.
    """
    if len(settings.named) != 2:
        raise click.UsageError("name two files or folders: the old version and the new one")
    if settings.named == (STANDARD_INPUT, STANDARD_INPUT):
        raise click.UsageError("only one of the two versions can be read from standard input")
    if not is_breaking and form not in formats.names():
        raise click.UsageError(f"--format {form} needs --breaking")
    projects = [_projects(settings, path) for path in settings.named]
    old, new = map(_read, settings.named, projects)
    pairs = list(_pairs(old.models, new.models))
    if is_breaking:
        from ctxmap.cli._breaking import report_breaking  # noqa: PLC0415 — only for who asks for it

        return report_breaking(pairs, new, projects[1][0], form, state or "", today)
    names = [pair[1].name or pair[0].name for pair in pairs] if len(pairs) > 1 else [""]
    differences = [Between(name, difference(*pair)) for name, pair in zip(names, pairs, strict=True)]
    if output != STANDARD_OUTPUT:
        show(formats.load(form)(differences, color=use_color()))
    if output:
        _draw(projects[1][0], pairs, output)
    return int(is_judged and any(each.difference for each in differences))


def _projects(settings: Settings, path: str) -> Sequence[Project]:
    """What one version is read from: the disk, standard input, or a revision."""
    try:
        revision = revision_of(path) if may_be_revision(path) else None
    except RevisionError as error:
        raise click.ClickException(f'can\'t read "{path}": {error}') from error
    return settings.projects_of([revision.path], revision) if revision else settings.projects_of([path])


def _read(path: str, projects: Sequence[Project]) -> Compilation:
    """One version. No rule runs; what can't be read is reported and ends the run: it would count as removed."""
    compilation = together(compiled([without_rules(project) for project in projects]))
    errors = tuple(each for each in compilation.diagnostics if each.severity == Severity.ERROR)
    show_findings(replace(compilation, diagnostics=errors), "text", err=True)
    if any(each.rule in UNREADABLE for each in errors):
        raise click.ClickException(f"can't compare \"{path}\": a part of it can't be read, and would count as removed")
    return compilation


def _pairs(old: Sequence[Model], new: Sequence[Model]) -> Iterator[tuple[Model, Model]]:
    """The models to compare: the only ones, those of one name, or of the same contexts; a missing one is empty."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    before, after = ({model.name: model for model in models} for models in (old, new))
    alike = same_models(
        [model for name, model in before.items() if name not in after],
        [model for name, model in after.items() if name not in before],
    )
    for name, model in after.items():
        yield before.get(alike.get(name, name), Model(name=name)), model
    gone = (model for name, model in before.items() if name not in after and name not in alike.values())
    yield from ((model, Model(name=model.name)) for model in gone)


def _draw(project: Project, pairs: Sequence[tuple[Model, Model]], output: str) -> None:
    """Draw the maps of all pairs of models as the new version's project says, in a folder or on standard output."""
    from ctxmap.backends import Artifact  # noqa: PLC0415 — only who wants diagrams loads what draws them
    from ctxmap.cli._theme import theme_of  # noqa: PLC0415
    from ctxmap.drawing.picture import picture  # noqa: PLC0415
    from ctxmap.pictures.difference import diagrams  # noqa: PLC0415

    theme = theme_of(project)
    artifacts = [
        Artifact(f"{_FOLDER}/{folder}{name}.svg", picture(diagram, theme))
        for pair, folder in zip(pairs, model_folders([new for _, new in pairs]), strict=True)
        for name, diagram in diagrams(*pair, project.configuration.diagrams)
    ]
    if output != STANDARD_OUTPUT:
        written = write(Path(output), {_FOLDER: artifacts})
        show(f"wrote {number_of(written.written, 'diagram')} to {quoted(output)}\n", err=True)
    elif len(artifacts) == 1:
        show(artifacts[0].text)
    else:
        problem = f"can't print {len(artifacts)} diagrams; name a folder with -o"
        raise click.ClickException(problem if artifacts else "no map has changed, so there is no diagram to print")
